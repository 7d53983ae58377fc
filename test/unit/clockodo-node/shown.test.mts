import { expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import { operationParameters } from '../../../nodes/Clockodo/panel/panel.js';

const { properties } = new Clockodo().description;
const own = operationParameters();
const shared = new Set(own.map(({ property }) => property.name));

type Choice = Record<string, string>;

/**
 * What of these parameters is shown for a choice of resource and operation, without the conditions
 * that this choice fulfils; those that others have to fulfil stay.
 */
function shownFor(choice: Choice, parameters: readonly INodeProperties[]): INodeProperties[] {
	return parameters.flatMap(({ displayOptions, ...parameter }) => {
		const conditions = Object.entries(displayOptions?.show ?? {});
		const isKnown = ([name]: (typeof conditions)[number]) => name in choice;
		const isMet = conditions
			.filter(isKnown)
			.every(([name, values = []]) => (values as unknown[]).includes(choice[name]));
		if (!isMet) return [];
		const show = Object.fromEntries(conditions.filter((each) => !isKnown(each)));
		const inner =
			parameter.type === 'collection' && parameter.options
				? { options: shownFor(inside(choice), parameter.options as INodeProperties[]) }
				: {};
		const rest = Object.keys(show).length > 0 ? { displayOptions: { show } } : {};
		return [{ ...parameter, ...inner, ...rest }];
	});
}

/** In a collection, n8n wants a slash before the names of parameters outside of it. */
const inside = (choice: Choice): Choice =>
	Object.fromEntries(Object.entries(choice).map(([name, value]) => [`/${name}`, value]));

const places = [
	...new Map(
		own.map(({ resource, operation }) => [`${resource} ${operation}`, { resource, operation }]),
	).values(),
];

it.each(places)(
	'$resource, $operation: the panel shows its own parameters, whatever it shares with others',
	({ resource, operation }) => {
		const its = own
			.filter((each) => each.resource === resource && each.operation === operation)
			.sort((one, other) => one.order - other.order)
			.map(({ property, when }) => ({
				...property,
				...(when && { displayOptions: { show: when } }),
			}));
		const shown = shownFor({ resource, operation }, properties);
		expect(shown.filter(({ name }) => shared.has(name))).toEqual(its);
	},
);
