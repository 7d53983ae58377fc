import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../../src/clockodo/operation';
import { outcomeOf, type Outcome } from '../../../../src/clockodo/outcome';
import { isNothing, isRecord } from '../../../../src/clockodo/values';
import { acts } from '../../table/acts';
import { tagOf } from '../../table/operations';
import type { UpsertKey } from '../../table/resources/upsert';
import { readList } from '../answer';
import { isSameName } from '../similar';
import { ValueError } from '../values';
import { baseOf, type Act, type ActCall } from './act';

/** What became of it, in the item's field `upsert`. */
export const upsertResults = ['created', 'updated', 'unchanged'] as const;

/** What a resource of that name is looked for in: others may have one of the same name. */
const parents = ['customers_id', 'projects_id'] as const;

/** All resources of a sort, as far as it is known; without a list, it is to be read. */
interface Known {
	list?: IDataObject[];
}

/**
 * Creates the resource, or changes what differs in the one that is there. Items of an execution see
 * what those before them have done, so that the same one twice is one.
 */
export const upsert: Act = async (call) => {
	const { body = {} } = baseOf(call).request;
	const { matchBy } = call.values as { matchBy: UpsertKey };
	const { create, update } = acts.upsert.calls(tagOf(call.resource));
	const known = await call.remember(`upsert ${create.path}`, async () => await unread());
	const find = async () => matching(await listOf(known, call), matchBy, body, update);
	const matches = await find();
	const [match] = matches;
	if (matches.length > 1) throw severalMatch(call, matchBy, matches);
	const changes = match ? differences(body, match, matchBy, update) : body;
	if (match && Object.keys(changes).length === 0) return [{ ...match, upsert: 'unchanged' }];
	const written = match
		? await write(call, update, update.path.replace('{id}', String(match.id)), changes)
		: await write(call, create, create.path, changes);
	const { list = [] } = known;
	// What came of it is in the answer. An API that answers without a word is asked again, and so is
	// one of which it is not known whether it has done it.
	if (written.ok && written.value)
		list.splice(match ? list.indexOf(match) : list.length, 1, written.value);
	else known.list = undefined;
	if (!written.ok) throw written.error;
	const resource = written.value ?? (await find()).at(0) ?? body;
	return [{ ...resource, upsert: match ? 'updated' : 'created' }];
};

const unread = async (): Promise<Known> => await Promise.resolve({});

/** Inactive and completed ones are in it, too. */
async function listOf(
	known: Known,
	{ api, resource, onUnsettled }: ActCall,
): Promise<IDataObject[]> {
	const operation = acts.upsert.calls(tagOf(resource)).list;
	const request = { method: operation.method, path: operation.path };
	known.list ??= await readList(api, { operation }, request, Infinity, onUnsettled);
	return known.list;
}

function matching(
	list: IDataObject[],
	key: UpsertKey,
	body: IDataObject,
	{ body: changeable = {} }: Operation,
): IDataObject[] {
	const wanted = body[key];
	if (isNothing(wanted)) {
		throw new ValueError(
			`Match By: it is to be found by its ${key}, and there is none. Enter one, or match by another field.`,
		);
	}
	// Of a name there may be one at each customer. A number is meant to be the only one, and what has
	// it is moved, where the API can do that.
	const within = parents.filter(
		(parent) => body[parent] !== undefined && (key === 'name' || !(parent in changeable)),
	);
	return list.filter(
		(item) =>
			typeof item[key] === 'string' &&
			isSameName(item[key], String(wanted)) &&
			within.every((parent) => item[parent] === body[parent]),
	);
}

function severalMatch(
	{ resource }: ActCall,
	key: UpsertKey,
	matches: readonly IDataObject[],
): ValueError {
	const shown = matches.slice(0, 5).map((item) => {
		const state =
			item.completed === true ? ', completed' : item.active === false ? ', inactive' : '';
		return `${String(item.name)} (ID ${String(item.id)}${state})`;
	});
	const more = matches.length > shown.length ? ` and ${matches.length - shown.length} more` : '';
	return new ValueError(
		`${resource.name}: ${matches.length} have this ${key}: ${shown.join('; ')}${more}. Nothing was changed. Match by another field, or update one by its ID.`,
	);
}

/** The fields that are not yet as wanted. The one that it was found by stays as it is written there. */
function differences(
	body: IDataObject,
	current: IDataObject,
	key: UpsertKey,
	{ body: changeable = {} }: Operation,
): IDataObject {
	return Object.fromEntries(
		Object.entries(body).filter(
			([name, wanted]) => name !== key && name in changeable && !isAsWanted(wanted, current[name]),
		),
	);
}

/** Whether the API's value says what is wanted; of an object only what is given of it. */
function isAsWanted(wanted: unknown, current: unknown): boolean {
	if (wanted === current) return true;
	if (Array.isArray(wanted)) {
		// IDs: their order says nothing.
		const [ours, theirs] = [wanted, Array.isArray(current) ? current : []].map((list) =>
			[...new Set(list.map((each) => JSON.stringify(each)))].sort().join(),
		);
		return Array.isArray(current) && ours === theirs;
	}
	if (isRecord(wanted)) {
		return (
			isRecord(current) &&
			Object.entries(wanted).every(([name, value]) => isAsWanted(value, current[name]))
		);
	}
	if (isNothing(wanted) && isNothing(current)) return true;
	return (
		typeof wanted === 'string' && typeof current === 'string' && wanted.trim() === current.trim()
	);
}

/** @returns the resource as the answer has it; undefined where it has none */
async function write(
	{ api }: ActCall,
	{ method, answer, once }: Operation,
	path: string,
	body: IDataObject,
): Promise<Outcome<IDataObject | undefined>> {
	return await outcomeOf(async () => {
		const written = await api({ method, path, body, ...(once && { once }) });
		const resource = written[answer.key ?? 'data'];
		return isRecord(resource) ? (resource as IDataObject) : undefined;
	});
}
