import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { alphabetically } from '../../../src/clockodo/values';
import type { Condition } from '../table/resource';

/** An operation of a resource, by the values of the two parameters. */
export interface Place {
	resource: string;
	operation: string;
}

/** A parameter that an operation shows. */
export interface OperationParameter extends Place {
	property: INodeProperties;
	/** The least stands first in the panel. */
	order: number;
	/** What other parameters must say for it to be shown. */
	when?: Condition;
}

/**
 * One parameter for all operations that show the same one, and one collection for all that have one
 * of that name, in which each field says whose it is: the editor downloads every node's
 * description, so nothing in it is said twice.
 *
 * @param places every operation of the node: what is none of them may be in a condition
 */
export function merged(
	parameters: readonly OperationParameter[],
	places: readonly Place[],
): INodeProperties[] {
	const existing = byResource(places);
	return grouped(parameters, sharedBy)
		.flatMap((same) => (isCollection(same[0].property) ? apart(same, existing) : [same]))
		.flatMap((same) => oneForAll(same, existing))
		.sort((one, other) => one.order - other.order)
		.map(({ property }) => property);
}

const isCollection = ({ type }: INodeProperties): boolean => type === 'collection';

/**
 * What two parameters have in common that can be one; what is in a collection may differ. One with a
 * single field stays by itself: for that, the editor has a button in the place of a list.
 */
const bodyOf = (property: INodeProperties): object =>
	isCollection(property) && fieldsIn(property).length > 1
		? { ...property, options: undefined }
		: property;

const sharedBy = ({ property, order, when }: OperationParameter): string =>
	JSON.stringify([bodyOf(property), order, when]);

/** Collections in the place of one: of those whose fields are hardly shared, each says less in one of its own. */
function apart(
	same: Group<OperationParameter>,
	existing: Operations,
): Array<Group<OperationParameter>> {
	const lengthOfOne = (some: OperationParameter[]): number =>
		lengthOf(isGroup(some) ? oneForAll(some, existing) : []);
	let shared: OperationParameter[] = same;
	let length = lengthOfOne(shared);
	const own = grouped(same, ({ property }) => JSON.stringify(property.options)).filter((part) => {
		const rest = shared.filter((each) => !part.includes(each));
		const others = lengthOfOne(rest);
		if (others + lengthOfOne(part) >= length) return false;
		[shared, length] = [rest, others];
		return true;
	});
	return isGroup(shared) ? [shared, ...own] : own;
}

function oneForAll(
	same: Group<OperationParameter>,
	existing: Operations,
): Array<Pick<OperationParameter, 'property' | 'order'>> {
	const [{ order, when }] = same;
	return conditionsOf(same, existing).map((condition) => {
		const property = together(
			same[0].property,
			same.filter((each) => isUnder(condition, each)),
		);
		const options = isCollection(property) && { options: fieldsIn(property).sort(byName) };
		const { show, ...hide } = stated(condition, existing);
		const displayOptions = { show: { ...show, ...mutable(when) }, ...hide };
		return { order, property: { ...property, ...options, displayOptions } };
	});
}

/**
 * The condition as n8n is told it: of the resources only what the operations do not say, and rather
 * the few that have the operation without the parameter than the many that have both.
 */
function stated(
	{ resource, operation }: Shown,
	existing: Operations,
): Pick<IDisplayOptions, 'hide'> & Required<Pick<IDisplayOptions, 'show'>> {
	const others = [...existing.keys()].filter(
		(each) => !resource.includes(each) && operation.some((one) => existing.get(each)?.has(one)),
	);
	if (others.length === 0) return { show: { operation } };
	const ways = [
		{ show: { resource, operation } },
		{ show: { operation }, hide: { resource: others } },
	];
	return ways.reduce((one, other) => (lengthOf(other) < lengthOf(one) ? other : one));
}

const lengthOf = (value: unknown): number => JSON.stringify(value).length;

const byName = (one: INodeProperties, other: INodeProperties): number =>
	alphabetically(one.displayName, other.displayName);

const fieldsIn = ({ options = [] }: INodeProperties) => options as INodeProperties[];

type Placed = Place & Pick<OperationParameter, 'property'>;

/** The parameter that all of these are; in a collection, each field has the condition under which it is one of it. */
function together(property: INodeProperties, same: readonly Placed[]): INodeProperties {
	if (!isCollection(property)) return property;
	const existing = byResource(same);
	const fields = same.flatMap(({ resource, operation, ...each }) =>
		fieldsIn(each.property).map((field) => ({ property: field, resource, operation })),
	);
	const equal = grouped(fields, (each) => JSON.stringify(bodyOf(each.property)));
	const options = equal.flatMap((its) =>
		conditionsOf(its, existing).map((condition) => ({
			...together(
				its[0].property,
				its.filter((each) => isUnder(condition, each)),
			),
			...within(condition, same),
		})),
	);
	return { ...property, options };
}

/** The condition as a field of a collection states it: only what is not said by the collection's own. */
function within(
	{ resource, operation }: Shown,
	collections: readonly Place[],
): Pick<INodeProperties, 'displayOptions'> {
	const its = collections.filter((each) => resource.includes(each.resource));
	const others = collections.filter((each) => !its.includes(each));
	const isOfSome = its.some((each) => !operation.includes(each.operation));
	const isSaid = isOfSome
		? !others.some((each) => operation.includes(each.operation))
		: others.length === 0;
	const show = {
		...(!isSaid && { '/resource': resource }),
		...(isOfSome && { '/operation': operation }),
	};
	return Object.keys(show).length > 0 ? { displayOptions: { show } } : {};
}

/** A condition of n8n: any of these resources, and any of these operations. */
interface Shown {
	resource: string[];
	operation: string[];
}

const isUnder = ({ resource, operation }: Shown, place: Place): boolean =>
	resource.includes(place.resource) && operation.includes(place.operation);

/**
 * As few conditions as it takes to show something at these places and at no others. n8n joins the
 * parts of a condition by 'and': resources share one where each of them shows it in all of the
 * operations that it has of those that are named.
 */
function conditionsOf(shown: readonly Place[], existing: Operations): Shown[] {
	const wanted = byResource(shown);
	const isExact = ({ resource, operation }: Shown): boolean =>
		resource.every((each) =>
			operation.every((one) => wanted.get(each)?.has(one) || !existing.get(each)?.has(one)),
		);
	const conditions: Shown[] = [];
	for (const [resource, operations] of wanted) {
		const own: Shown = { resource: [resource], operation: [...operations].sort() };
		const index = conditions.findIndex((each) => isExact(joined(each, own)));
		const other = conditions[index];
		if (other) conditions[index] = joined(other, own);
		else conditions.push(own);
	}
	return conditions;
}

function joined(one: Shown, other: Shown): Shown {
	return {
		resource: [...one.resource, ...other.resource],
		operation: [...new Set([...one.operation, ...other.operation])].sort(),
	};
}

/** The operations of each resource. */
type Operations = ReadonlyMap<string, Set<string>>;

function byResource(places: readonly Place[]): Operations {
	const operations = new Map<string, Set<string>>();
	for (const { resource, operation } of places) {
		const known = operations.get(resource);
		if (known) known.add(operation);
		else operations.set(resource, new Set([operation]));
	}
	return operations;
}

/** The condition in n8n's type, which takes no lists that cannot be changed. */
function mutable(when: Condition = {}): NonNullable<IDisplayOptions['show']> {
	return Object.fromEntries(Object.entries(when).map(([name, values]) => [name, [...values]]));
}

type Group<Item> = [Item, ...Item[]];

const isGroup = <Item>(items: Item[]): items is Group<Item> => items.length > 0;

/** Items with the same key together, each group where its first item stood. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Array<Group<Item>> {
	const groups = new Map<string, Group<Item>>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return [...groups.values()];
}
