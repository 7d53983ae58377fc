import type { IDataObject } from 'n8n-workflow';
import { enums } from '../enums';
import { isRecord, ownValue, toResourceId } from '../values';
import { groupModel, ownEnums, references, type NameSource } from './facts';
import { readableModels } from './models';

/** What people call a resource. */
export interface Name {
	name: string;
	/** Of users. */
	email?: string;
}

/** The name of a resource by its ID; undefined where it is not known. */
export type FindName = (source: NameSource, id: number) => Name | undefined;

/** A field that stands beside another one and says the same in words. */
interface Addition {
	name: string;
	/** Of its values, for the output schema; a list of texts is `texts`. */
	type: 'string' | 'number' | 'texts';
	/** The field's value for a resource; undefined where there is nothing to say. */
	say(resource: IDataObject, find: FindName): IDataObject[string];
}

/**
 * The resource with names beside IDs, labels beside choices and hours beside seconds, also in what
 * it holds. What is there already stays as it is, and what is not known is left out.
 *
 * @param model the vendor's name of the resource's model
 */
export function inWords(resource: IDataObject, model: string, find: FindName): IDataObject {
	const { inner = {} } = ownValue(readableModels, model) ?? {};
	const pairs: Array<[string, IDataObject[string]]> = [];
	for (const [field, value] of Object.entries(resource)) {
		const innerModel = ownValue(inner, field);
		pairs.push([field, innerModel ? within(value, innerModel, find) : value]);
		for (const { name, say } of additionsBeside(model, field)) {
			if (Object.hasOwn(resource, name)) continue;
			const said = say(resource, find);
			if (said !== undefined) pairs.push([name, said]);
		}
	}
	return Object.fromEntries(pairs);
}

function within(value: IDataObject[string], model: string, find: FindName): IDataObject[string] {
	if (Array.isArray(value)) {
		return value.map((each) => within(each as IDataObject, model, find));
	}
	return isRecord(value) ? inWords(value as IDataObject, model, find) : value;
}

/** The fields that can stand beside a field of the model. */
export function additionsBeside(model: string, field: string): readonly Addition[] {
	return ownValue(additionsOf(model), field) ?? nothing;
}

const nothing: readonly Addition[] = [];

/** Whether anything of the model can be said in words. */
export function isReadable(model: string | undefined): model is string {
	return model !== undefined && Object.hasOwn(readableModels, model);
}

type Additions = Readonly<Record<string, readonly Addition[]>>;

const additionsByModel = new Map<string, Additions>();

function additionsOf(model: string): Additions {
	const additions = additionsByModel.get(model) ?? makeAdditions(model);
	additionsByModel.set(model, additions);
	return additions;
}

function makeAdditions(model: string): Additions {
	const {
		references: ids = [],
		referenceLists: lists = [],
		choices = {},
		seconds = [],
	} = ownValue(readableModels, model) ?? {};
	return {
		...Object.fromEntries(ids.map((field) => [field, namesBeside(field)])),
		...Object.fromEntries(lists.map((field) => [field, namesBesideList(field)])),
		...Object.fromEntries(
			Object.entries(choices).map(([field, names]) => [field, [labelBeside(field, names)]]),
		),
		...Object.fromEntries(seconds.map((field) => [field, [hoursBeside(field)]])),
		...(model === groupModel && { group: besideGroup() }),
	};
}

/** `users_id` → `users_name`, `users_ids` → `users_names`, `boss` → `boss_name` */
function nameFor(field: string, ending: string): string {
	return `${field.replace(/_ids?$/, '')}_${ending}`;
}

function namesBeside(field: string): Addition[] {
	const nameOf = ({ [field]: value }: IDataObject, find: FindName) => findName(field, value, find);
	const name: Addition = {
		name: nameFor(field, 'name'),
		type: 'string',
		say: (resource, find) => nameOf(resource, find)?.name,
	};
	const email: Addition = {
		name: nameFor(field, 'email'),
		type: 'string',
		say: (resource, find) => nameOf(resource, find)?.email,
	};
	return references[field] === 'User' ? [name, email] : [name];
}

/** Each name in the place of its ID, so that the two lists fit; null where one is not known. */
function namesBesideList(field: string): Addition[] {
	const listOf = (key: keyof Name): Addition['say'] => {
		return ({ [field]: values }, find) => {
			if (!Array.isArray(values)) return undefined;
			const found = values.map((value) => findName(field, value, find)?.[key] ?? null);
			const isSaid = found.length === 0 || found.some((each) => each !== null);
			return isSaid ? found : undefined;
		};
	};
	const names: Addition = { name: nameFor(field, 'names'), type: 'texts', say: listOf('name') };
	const emails: Addition = { name: nameFor(field, 'emails'), type: 'texts', say: listOf('email') };
	return references[field] === 'User' ? [names, emails] : [names];
}

/** The API writes 0 and null for no ID, and -1 for one that its user may not see. */
function findName(field: string, value: unknown, find: FindName): Name | undefined {
	const id = toResourceId(value);
	const source = ownValue(references, field);
	return id === undefined || source === undefined ? undefined : find(source, id);
}

function labelBeside(field: string, enumNames: readonly string[]): Addition {
	return {
		name: `${field}_label`,
		type: 'string',
		say: ({ [field]: value }) => labelOf(enumNames, value),
	};
}

function labelOf(enumNames: readonly string[], value: unknown): string | undefined {
	const known = enumNames.flatMap((name) => {
		const found = ownValue(ownEnums, name) ?? ownValue(enums, name);
		return found?.values ?? [];
	});
	return known.find((each) => each.value === value)?.label;
}

function hoursBeside(field: string): Addition {
	return {
		name: `${field}_hours`,
		type: 'number',
		say: ({ [field]: value }) => toHours(value),
	};
}

/**
 * Hours with four decimals: less than half a second is lost, and the sum of a thousand of them is
 * right to three minutes. Undefined for what is no number, and for -1, which may not be seen.
 */
export function toHours(seconds: unknown): number | undefined {
	if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds === -1) return undefined;
	return Math.round((seconds / 3600) * 10_000) / 10_000;
}

/** A group says itself what it is a group of; its name is there already, under a name of all groups. */
function besideGroup(): Addition[] {
	const groupings = ownValue(enums, 'Grouping')?.values.map(({ value }) => String(value)) ?? [];
	const named = groupings.filter((grouping) => Object.hasOwn(references, grouping));
	const isOf = (grouping: string, { grouped_by, group }: IDataObject) =>
		grouped_by === grouping && toResourceId(group) !== undefined;
	return [
		...named.map(
			(grouping): Addition => ({
				name: nameFor(grouping, 'name'),
				type: 'string',
				say: (group) => (isOf(grouping, group) ? group.name : undefined),
			}),
		),
		{
			name: nameFor('users_id', 'email'),
			type: 'string',
			say: (group, find) =>
				isOf('users_id', group) ? findName('users_id', group.group, find)?.email : undefined,
		},
		{
			name: 'billable_label',
			type: 'string',
			say: ({ grouped_by, group }) =>
				grouped_by === 'billable' ? labelOf(['BillableDistinct'], Number(group)) : undefined,
		},
	];
}
