import type { Field } from '../table/fields';
import { lists, type List } from '../table/lists';

/** What the description of a field is made of. */
export type Described = Pick<Field, 'kind' | 'words'> &
	Partial<Pick<Field, 'destination' | 'section'>>;

/** The description of a field in the panel: its own words, and what is true of all fields of its kind. */
export function descriptionOf({
	kind,
	words,
	destination,
	section,
}: Described): string | undefined {
	const own = words.description;
	switch (kind.type) {
		case 'date':
			// A day stays the day that it is; the many in collections do without the sentence, for the weight.
			return section === 'top' ? withZone(own) : own;
		case 'dateTime':
			return withZone(own);
		case 'reference': {
			const { reach, names }: List = lists[kind.list];
			if (own !== undefined || reach !== undefined || destination !== 'path') return own ?? reach;
			return names ? 'From the list, by ID, or by name' : 'From the list, or by ID';
		}
		default:
			return own;
	}
}

function withZone(own: string | undefined): string {
	return own?.includes('time zone') ? own : joined(own, "In the workflow's time zone");
}

/** n8n's rule: one sentence has no full stop at its end, several have. */
function joined(first: string | undefined, second: string): string {
	return first === undefined ? second : `${first.replace(/\.$/, '')}. ${second}.`;
}
