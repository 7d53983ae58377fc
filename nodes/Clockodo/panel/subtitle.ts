import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** `getAll` → `Get All`; the expression below does the same in the editor. */
const spelled = (value: string): string =>
	value.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase());

/**
 * What stands below the node on the canvas, in the panel's words: `Get Many: Entry`.
 *
 * @param properties the node's parameters: of their names, those are in it that do not follow from the value
 */
export function subtitleOf(properties: INodeProperties[]): string {
	const named = properties.flatMap(({ name, options = [], displayOptions }) => {
		if (name !== 'resource' && name !== 'operation') return [];
		const prefix = name === 'resource' ? '' : `${String(displayOptions?.show?.resource?.[0])}.`;
		return (options as INodePropertyOptions[]).map((option) => ({ ...option, prefix }));
	});
	const namesOf = new Map<unknown, Set<string>>();
	for (const { name, value } of named) {
		namesOf.set(value, (namesOf.get(value) ?? new Set()).add(name));
	}
	const words = Object.fromEntries(
		named
			.filter(({ name, value }) => name !== spelled(String(value)))
			// What is called the same everywhere need not be said of each resource.
			.map(({ name, value, prefix }) => [
				namesOf.get(value)?.size === 1 ? String(value) : `${prefix}${String(value)}`,
				name,
			]),
	);
	const parameters = '$parameter["operation"], $parameter["resource"]';
	return `={{ ((words, o, r, spelled) => (words[r + "." + o] || words[o] || spelled(o)) + ": " + (words[r] || spelled(r)))(${JSON.stringify(words)}, ${parameters}, (value) => value.replace(/([A-Z])/g, " $1").replace(/^./, (first) => first.toUpperCase())) }}`;
}
