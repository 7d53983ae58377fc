import { expect, it } from '@jest/globals';
import {
	NodeHelpers,
	type IDisplayOptions,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import type { Place } from '../../../nodes/Clockodo/panel/merge.js';
import { operationParameters } from '../../../nodes/Clockodo/panel/panel.js';

const { description } = new Clockodo();
const { properties } = description;
const own = operationParameters();
const shared = new Set(own.map(({ property }) => property.name));

/**
 * What of these parameters is shown for a choice of resource and operation, without the conditions
 * that this choice fulfils; those that others have to fulfil stay.
 *
 * @param prefix what n8n wants before the names of parameters outside of a collection
 */
function shownFor(
	place: Place,
	parameters: readonly INodeProperties[],
	prefix = '',
): INodeProperties[] {
	const chosen = new Map<string, unknown>(
		Object.entries(place).map(([name, value]) => [`${prefix}${name}`, value]),
	);
	return parameters.flatMap(
		({ displayOptions: { show: shows = {}, hide = {} } = {}, ...parameter }) => {
			const isChosen = ([name, values = []]: [string, unknown[]?]): boolean =>
				values.includes(chosen.get(name));
			const conditions = Object.entries(shows);
			const isMet = conditions.every(
				([name, values]) => !chosen.has(name) || isChosen([name, values]),
			);
			expect(Object.keys(hide).filter((name) => !chosen.has(name))).toEqual([]);
			if (!isMet || Object.entries(hide).some(isChosen)) return [];
			const show = Object.fromEntries(conditions.filter(([name]) => !chosen.has(name)));
			const inner =
				parameter.type === 'collection' && parameter.options
					? { options: shownFor(place, parameter.options as INodeProperties[], '/') }
					: {};
			const rest = Object.keys(show).length > 0 ? { displayOptions: { show } } : {};
			return [{ ...parameter, ...inner, ...rest }];
		},
	);
}

const places = [
	...new Map(
		own.map(({ resource, operation }) => [`${resource} ${operation}`, { resource, operation }]),
	).values(),
];

/** What the operation shows, as if the node had no other. */
const ownOf = ({ resource, operation }: Place): INodeProperties[] =>
	own
		.filter((each) => each.resource === resource && each.operation === operation)
		.sort((one, other) => one.order - other.order)
		.map(({ property, when }) => ({
			...property,
			...(when && { displayOptions: { show: mutable(when) } }),
		}));

const mutable = (when: object): NonNullable<IDisplayOptions['show']> =>
	Object.fromEntries(Object.entries(when).map(([name, values]) => [name, [...values]]));

it.each(places)(
	'$resource, $operation: the panel shows its own parameters, whatever it shares with others',
	(place) => {
		const shown = shownFor(place, properties);
		expect(shown.filter(({ name }) => shared.has(name))).toEqual(ownOf(place));
	},
);

it.each(places)(
	'$resource, $operation: a collection of one field has no other fields, so the editor shows a button for it',
	(place) => {
		const isSingle = ({ type, options }: INodeProperties) =>
			type === 'collection' && options?.length === 1;
		const singles = ownOf(place).filter(isSingle);
		const isShown = (property: INodeProperties) => shownFor(place, [property]).length > 0;
		const whole = properties.filter((each) => isShown(each) && isSingle(each));
		expect(whole.map(({ name }) => name)).toEqual(singles.map(({ name }) => name));
	},
);

/** A value of a parameter that is not its default. */
function valueOf({ type, options = [] }: INodeProperties): NodeParameterValueType {
	switch (type) {
		case 'collection':
			return valuesOf(options as INodeProperties[]);
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: '7' };
		case 'boolean':
			return true;
		case 'number':
			return 7;
		case 'options':
			return (options.at(-1) as INodePropertyOptions | undefined)?.value ?? '7';
		case 'multiOptions':
			return ['7'];
		default:
			return type === 'fixedCollection' ? {} : '7';
	}
}

const valuesOf = (parameters: INodeProperties[]): INodeParameters =>
	Object.fromEntries(parameters.map((each) => [each.name, valueOf(each)]));

it.each(places)('$resource, $operation: n8n keeps the values of its own parameters', (place) => {
	const its = ownOf(place);
	const conditions = its.flatMap(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}),
	);
	const met = Object.fromEntries(conditions.map(([name, values]) => [name, values?.at(0)]));
	const values = { ...valuesOf(its), ...met, ...place } as INodeParameters;
	const kept = (parameters: INodeProperties[]) =>
		NodeHelpers.getNodeParameters(parameters, values, true, false, { typeVersion: 1 }, description);
	const others = properties.filter(({ name }) => !shared.has(name));
	expect(kept(properties)).toEqual(kept([...others, ...its]));
});
