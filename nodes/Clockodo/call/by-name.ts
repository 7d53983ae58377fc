import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../src/clockodo/client';
import { filtersIn, largestPage } from '../../../src/clockodo/operation';
import { pageCount } from '../../../src/clockodo/pages';
import { isNothing, isRecord, jsonIfText, toResourceId } from '../../../src/clockodo/values';
import type { FieldKind } from '../table/field-kind';
import { innerFields, isCollection, labelOf, type Field } from '../table/fields';
import { lists, type List, type ListName } from '../table/lists';
import type { NodeAct, NodeOperation } from '../table/operations';
import { fieldWords } from '../table/words';
import type { Remember } from './acts/act';
import { readList } from './answer';
import { itemsIn, narrowedTo, readItems, type Question } from './drop-down-items';
import { linesOf } from './drop-down-labels';
import { isThere, type GetParameter } from './request';
import { closest, isSameName } from './similar';
import { isLocator, ValueError } from './values';

/** What names are looked up with. */
export interface Lookup {
	api: Api;
	/** For one execution: a list is read once for all of its items. */
	remember: Remember;
	/** IANA name of the workflow's time zone, for times in messages. */
	timeZone: string;
}

/**
 * The parameters with the IDs of what is chosen by name, number or e-mail. What belongs to
 * something is looked for there, where the same node says which: a project at its customer.
 *
 * @throws ValueError for a name that none has, or several have, ClockodoError where the list cannot be read
 */
export async function withIds(
	found: NodeOperation | NodeAct,
	get: GetParameter,
	lookup: Lookup,
): Promise<GetParameter> {
	const named = found.fields
		.filter((field) => isThere(field, get))
		.flatMap((field) => namesGiven(field, labelOf(field, found.resource), get));
	if (named.length === 0) return get;
	const replaced = new Map<string, unknown>();
	const current: GetParameter = (name, fallback) =>
		replaced.has(name) ? replaced.get(name) : get(name, fallback);
	for (const each of [...named].sort((one, other) => depth(one.list) - depth(other.list))) {
		const { within }: List = lists[each.list];
		// The customer in an update of a project is the next one, and not the one to look for it at.
		const isOwn = each.list === found.resource.value;
		const parent = within && !isOwn ? chosenId(found.fields, within, current) : undefined;
		const id = await idOf(each, parent, lookup);
		const [parameter = '', ...way] = each.way;
		replaced.set(parameter, put(jsonIfText(current(parameter, {})), way, id));
	}
	return current;
}

/** A name that stands in the panel. */
interface Given {
	list: ListName;
	text: string;
	/** The field's name in the panel. */
	label: string;
	/** The parameter, and where in its value it stands. */
	way: string[];
}

function namesGiven(field: Field, label: string, get: GetParameter): Given[] {
	const { name, section, kind } = field;
	if (!isCollection(section)) return namesWithin(kind, get(name, ''), label, [name]);
	const values = jsonIfText(get(section, {}));
	const inner = isRecord(values) && Object.hasOwn(values, name) ? values[name] : undefined;
	return namesWithin(kind, inner, label, [section, name]);
}

/** The names in a field, and in the fields that it consists of. */
function namesWithin(kind: FieldKind, raw: unknown, label: string, way: string[]): Given[] {
	if (kind.type === 'reference') {
		if (!isNamed(raw) || isNothing(raw.value)) return [];
		return [{ list: kind.list, text: textOf(raw.value, label), label, way }];
	}
	if (kind.type !== 'group' && kind.type !== 'groups') return [];
	if (Array.isArray(raw)) {
		return raw.flatMap((each, index) => namesWithin(kind, each, label, [...way, String(index)]));
	}
	if (!isRecord(raw)) return [];
	const { values } = raw;
	if (values !== undefined) return namesWithin(kind, values, label, [...way, 'values']);
	return innerFields(kind.fields).flatMap(({ name, kind: inner, words }) =>
		namesWithin(inner, raw[name], `${label}, ${words.name}`, [...way, name]),
	);
}

function isNamed(raw: unknown): raw is { value: unknown } {
	return isLocator(raw) && raw.mode === 'name';
}

function textOf(value: unknown, label: string): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	throw new ValueError(`${label}: a name is needed, not an object.`);
}

/** The same value with the ID in its place. */
function put(value: unknown, [step, ...way]: string[], id: number): unknown {
	if (step === undefined) return { __rl: true, mode: 'id', value: id };
	if (Array.isArray(value)) {
		return value.map((each: unknown, index) =>
			String(index) === step ? put(each, way, id) : each,
		);
	}
	const fields = isRecord(value) ? value : {};
	return { ...fields, [step]: put(fields[step], way, id) };
}

/** What others are looked for within comes first. */
function depth(name: ListName): number {
	const { within }: List = lists[name];
	if (within === undefined) return 0;
	return within === 'projects_id' ? 2 : 1;
}

/** The ID that another field of the node has; undefined where it has none. */
function chosenId(fields: Field[], name: string, get: GetParameter): number | undefined {
	const field = fields.find((each) => each.name === name);
	if (!field || !isThere(field, get)) return undefined;
	const { section } = field;
	const values = isCollection(section) ? jsonIfText(get(section, {})) : undefined;
	const raw = isCollection(section) ? isRecord(values) && values[name] : get(name, '');
	const id = isLocator(raw) ? raw.value : raw;
	return toResourceId(typeof id === 'string' ? id.trim() : id);
}

async function idOf(given: Given, parent: number | undefined, lookup: Lookup): Promise<number> {
	const { text, label } = given;
	const list: List = lists[given.list];
	// A running clock has no name: its person has one.
	const owner = list.namedBy && (await idOf({ ...given, list: list.namedBy }, undefined, lookup));
	const within = owner ?? parent;
	const question: Question = {
		list,
		query: within === undefined ? {} : narrowedTo(list, within),
		isNarrowed: within !== undefined,
	};
	const items = await itemsFor(question, text, lookup);
	const matches = list.namedBy ? items : items.filter((item) => isCalled(list, item, text));
	const [match] = matches;
	if (match && matches.length === 1) return Number(match.id);
	const shown = async (some: readonly IDataObject[]) => await inWords(some, question, lookup);
	if (match) {
		throw new ValueError(
			`${label}: '${text}' means ${matches.length} of them: ${await shown(matches)}. Choose one by its ID.`,
		);
	}
	if (list.namedBy) throw new ValueError(`${label}: there is none of '${text}' now.`);
	const place = parent === undefined ? '' : ` in the chosen ${placeOf(list)}`;
	const near = await shown(closest(text, items, (item) => namesOf(list, item)));
	throw new ValueError(
		`${label}: there is none with the name, number or e-mail '${text}'${place}. ${near === '' ? 'There is none at all.' : `There are, for example, ${near}.`}`,
	);
}

/** What names tell the resource by, as people write them. */
const namesOf = (list: List, item: IDataObject): string[] =>
	(list.names?.(item) ?? []).filter((name) => !isNothing(name)).map(String);

const isCalled = (list: List, item: IDataObject, text: string): boolean =>
	namesOf(list, item).some((name) => isSameName(name, text));

const placeOf = ({ within }: List): string => fieldWords[within ?? '']?.name ?? 'one';

/**
 * The list that the name is looked for in. One that fits into a page is read once, and holds all
 * names of an execution; of a longer one the API is asked for the name, where it can search.
 */
async function itemsFor(
	question: Question,
	text: string,
	{ api, remember }: Lookup,
): Promise<IDataObject[]> {
	const { list, query } = question;
	const operation = list.operation();
	const { path } = operation;
	const size = largestPage(operation);
	const name = `${path} ${JSON.stringify(query)}`;
	if (list.besides || size === undefined) {
		const reader = { api, until: Infinity };
		return await remember(name, async () => await readItems(reader, question));
	}
	const paged = { ...query, items_per_page: size, page: 1 };
	const first = await remember(
		`first page of ${name}`,
		async () => await api({ method: 'GET', path, query: paged }),
	);
	if (pageCount(first) <= 1) return itemsIn(first, operation);
	const readAll = async (narrowed: IDataObject) =>
		await readList(api, { operation }, { method: 'GET', path, query: narrowed }, Infinity);
	if ('fulltext' in filtersIn(operation.query)) {
		const filter = { ...(isRecord(query.filter) && query.filter), fulltext: text };
		const searched = { ...query, filter } as IDataObject;
		const found = await remember(`${name} ${text}`, async () => await readAll(searched));
		if (found.some((item) => isCalled(list, item, text))) return found;
	}
	// It may not search all that a name can be: an e-mail, a number.
	return await remember(name, async () => await readAll(query));
}

/** The most that an error lists. */
const shownAtMost = 5;

async function inWords(
	items: readonly IDataObject[],
	question: Question,
	{ api, timeZone }: Lookup,
): Promise<string> {
	const labelling = {
		reader: { api, until: Infinity },
		timeZone,
		operation: undefined,
		names: new Map(),
	};
	const lines = await linesOf(items.slice(0, shownAtMost), question, labelling);
	const more = items.length > lines.length ? ` and ${items.length - lines.length} more` : '';
	const words = lines.map(({ name, value }) =>
		name.endsWith(`ID ${value}`) ? name : `${name} (ID ${value})`,
	);
	return `${words.join('; ')}${more}`;
}
