import type { FieldKind } from './field-kind';
import type { FieldWords } from './resource';

/** The words of a field where it is a filter: what is said of it as a value does not fit there. */
export function asFilter(words: FieldWords, kind: FieldKind): FieldWords {
	const description = words.filter ?? sentence(kind, words.name.toLowerCase()) ?? words.description;
	return { ...words, ...(description !== undefined && { description }) };
}

function sentence({ type }: FieldKind, noun: string): string | undefined {
	switch (type) {
		case 'reference':
			return `Only those of this ${noun}`;
		case 'references':
			return `Only those of these ${noun.replace(/s?$/, 's')}`;
		case 'choice':
		case 'choices':
		case 'longChoice':
			return `Only those with this ${noun}`;
		default:
			return undefined;
	}
}
