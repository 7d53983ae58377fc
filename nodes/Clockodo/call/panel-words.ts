import { innerFields, labelOf, type Field } from '../table/fields';
import type { NodeAct, NodeOperation } from '../table/operations';

/**
 * The same message with the fields as the panel calls them: `(field: Service)` instead of
 * `(field: services_id)`. Names that the panel does not have stay as they are.
 */
export function inPanelWords(
	message: string,
	{ fields, resource }: Pick<NodeOperation | NodeAct, 'fields' | 'resource'>,
): string {
	const labels = new Map(
		fields.flatMap((field) => [[field.name, labelOf(field, resource)] as const, ...inside(field)]),
	);
	return message
		.replace(/\((fields?): ([^()]*)\)/g, (_, word: string, paths: string) => {
			return `(${word}: ${paths
				.split(', ')
				.map((path) => named(path, labels))
				.join(', ')})`;
		})
		.replace(/(?<![\w./:])[a-z]\w*_\w+(?![\w./(])/g, (name) => labels.get(name) ?? name);
}

function inside({ kind }: Pick<Field, 'kind'>): Array<readonly [string, string]> {
	if (kind.type !== 'group' && kind.type !== 'groups') return [];
	return innerFields(kind.fields).map(({ name, words }) => [name, words.name]);
}

/** `filter.users_id[0]` → `User`; with nothing of it known, the path itself. */
function named(path: string, labels: ReadonlyMap<string, string>): string {
	const known = path.split(/[^\w]+/).flatMap((part) => labels.get(part) ?? []);
	return known.length > 0 ? known.join(', ') : path;
}
