import { outcomeOfSync } from './outcome';
import { isNothing } from './values';

/**
 * The entries of a list, in any form that people, expressions and AI agents give one: a list, the
 * JSON text of one, or text with commas, semicolons or line breaks between the entries. What is no
 * text is the only entry. Entries that say nothing are left out.
 *
 * @returns undefined where nothing was given, which an empty list is not
 */
export function givenList(given: unknown): unknown[] | undefined {
	if (isNothing(given)) return undefined;
	const all = typeof given === 'string' ? entriesOf(given.trim()) : given;
	const list: unknown[] = Array.isArray(all) ? all : [all];
	const entries = list
		.map((each) => (typeof each === 'string' ? withoutQuotes(each.trim()) : each))
		.filter((each) => !isNothing(each));
	return entries.length > 0 || list.length === 0 ? entries : undefined;
}

function entriesOf(text: string): unknown[] {
	const inner = /^\[(.*)\]$/s.exec(text)?.[1];
	if (inner === undefined) return text.split(/[,;\n]/);
	const parsed = outcomeOfSync(() => JSON.parse(text) as unknown[]);
	if (parsed.ok) return parsed.value;
	return inner.trim() === '' ? [] : inner.split(/[,;\n]/);
}

const withoutQuotes = (text: string): string => text.replace(/^(["'])(.*)\1$/s, '$2').trim();

/** One of the entries that a list may have. */
export interface KnownName {
	/** As it is kept. */
	value: string;
	/** As the panel shows it. */
	name: string;
}

/**
 * The known names in a list, given by what they are or by what the panel calls them, each once;
 * and, apart, what is not known.
 */
export function namesIn(
	given: unknown,
	known: readonly KnownName[],
): { names: string[]; unknown: string[] } {
	const names = new Set<string>();
	const unknown: string[] = [];
	for (const each of givenList(given) ?? []) {
		const word = (typeof each === 'object' ? JSON.stringify(each) : String(each)).trim();
		const found = findName(word, known);
		if (found) names.add(found.value);
		else unknown.push(word);
	}
	return { names: [...names], unknown };
}

function findName(word: string, known: readonly KnownName[]): KnownName | undefined {
	const same = (text: string) => text.toLowerCase() === word.toLowerCase();
	return known.find(({ value }) => same(value)) ?? known.find(({ name }) => same(name));
}
