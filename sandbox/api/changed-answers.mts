import { entities, type EntityName } from '../../src/clockodo/entities.js';
import type { Operation } from '../../src/clockodo/operation.js';
import { operations } from '../../src/clockodo/operations/index.js';
import { isRecord } from '../../src/clockodo/values.js';
import type { ChangingFault } from '../faults/faults.mjs';
import { changingKinds, type ChangingKind } from '../faults/kinds.mjs';
import type { Company } from '../resources/company.mjs';
import type { StoredRecord } from '../store/data.mjs';
import type { Paging } from '../store/lists.mjs';
import { notFound, type ApiError } from '../store/refusals.mjs';

/** What a request that was carried out is answered with; without a body, with nothing. */
export interface Answered {
	status: number;
	body?: unknown;
}

/** A request that was carried out, for those who change its answer. */
export interface Performed {
	operation: Operation;
	company: Company;
	/** The id in the path. */
	id?: number;
	/** Carries the same request out for another page. */
	page: (page: number) => Promise<unknown>;
}

/** Another answer, or a refusal; undefined where the fault finds nothing that it could change. */
type Changed = Answered | ApiError | undefined;

type Change = (
	answered: Answered,
	fault: ChangingFault,
	performed: Performed,
) => Changed | Promise<Changed>;

/** Changes an answer as a fault wants it, where that is possible. */
export async function changed(
	answered: Answered,
	fault: ChangingFault,
	performed: Performed,
): Promise<Changed> {
	return await changes[fault.kind](answered, fault, performed);
}

const changes: Readonly<Record<ChangingKind, Change>> = {
	empty: (_answered, { status, method }, { operation }) => {
		const isMeant = method !== undefined || ['PUT', 'DELETE'].includes(operation.method);
		return isMeant ? { status: status ?? changingKinds.empty.usualStatus } : undefined;
	},
	wrong_key: ({ status, body }, { key: other }, { operation: { answer } }) => {
		const { key } = answer;
		if (!isRecord(body) || key === undefined || !(key in body)) return undefined;
		const { [key]: value, ...rest } = body;
		return { status, body: other === undefined ? {} : { ...rest, [other]: value } };
	},
	root_list: ({ status, body }, _fault, { operation }) => {
		const list = listIn(body, operation);
		return list && { status, body: list };
	},
	without_paging: ({ status, body }) => {
		if (!isRecord(body) || !('paging' in body)) return undefined;
		const { paging: _paging, ...rest } = body;
		return { status, body: rest };
	},
	list_grows: async (answered, _fault, performed) => {
		const { current_page = 0, count_pages = 0 } = pagingIn(answered.body) ?? {};
		return current_page === 1 && count_pages > 1
			? await withoutFirst(answered, performed)
			: undefined;
	},
	list_shrinks: async (answered, _fault, performed) => {
		const { current_page = 0 } = pagingIn(answered.body) ?? {};
		return current_page > 1 ? await withoutFirst(answered, performed) : undefined;
	},
	late_record: (answered, { ms = 0 }, { operation, company, id }) => {
		const entity = entityReadBy(operation);
		if (!entity) return undefined;
		const isNew = (each: unknown) => company.recent.isWithin(ms, entity, 'created', each);
		if (id !== undefined) return isNew(id) ? notFound() : undefined;
		const list = listIn(answered.body, operation);
		const known = list?.filter((record) => !isNew(record.id));
		if (!list || !known || known.length === list.length) return undefined;
		return withList(answered, operation, known, known.length - list.length);
	},
	late_stop: ({ status, body }, { ms = 0 }, { operation, company }) => {
		const { key = '' } = operation.answer;
		if (entityReadBy(operation) !== 'entry' || !isRecord(body)) return undefined;
		const isNews = ({ id }: StoredRecord) => company.recent.isWithin(ms, 'entry', 'stopped', id);
		const asRunning = (entry: StoredRecord) =>
			isNews(entry) ? { ...entry, time_until: null, duration: null } : entry;
		const shown = body[key] as StoredRecord | StoredRecord[];
		if (![shown].flat().some(isNews)) return undefined;
		const other = Array.isArray(shown) ? shown.map(asRunning) : asRunning(shown);
		return { status, body: { ...body, [key]: other } };
	},
};

/** The entity that an operation gets or lists. */
function entityReadBy({ method, path }: Operation): EntityName | undefined {
	if (method !== 'GET') return undefined;
	const listOf = (of: string) => of.replace(/\/\{id\}$/, '');
	return entities.find(({ operationId }) => {
		const read = operations().find(({ id }) => id === operationId);
		return read && listOf(read.path) === listOf(path);
	})?.name;
}

/** The page as it is when the first record of the whole list is not in it: all others move up. */
async function withoutFirst(
	answered: Answered,
	{ operation, page }: Performed,
): Promise<Answered | undefined> {
	const list = listIn(answered.body, operation);
	const paging = pagingIn(answered.body);
	if (!list || !paging) return undefined;
	const next = listIn(await page(paging.current_page + 1), operation) ?? [];
	return withList(answered, operation, [...list.slice(1), ...next.slice(0, 1)], -1);
}

/** The answer with another list, and with a paging that counts so many more or fewer. */
function withList(
	answered: Answered,
	operation: Operation,
	list: StoredRecord[],
	more: number,
): Answered {
	const paging = pagingIn(answered.body);
	const count_items = (paging?.count_items ?? 0) + more;
	const count_pages = Math.ceil(count_items / (paging?.items_per_page ?? 1));
	const { key = '' } = operation.answer;
	return {
		...answered,
		body: {
			...(paging && { paging: { ...paging, count_items, count_pages } }),
			[key]: list,
		},
	};
}

function listIn(body: unknown, { answer }: Operation): StoredRecord[] | undefined {
	if (!answer.list || answer.key === undefined || !isRecord(body)) return undefined;
	return body[answer.key] as StoredRecord[];
}

function pagingIn(body: unknown): Paging | undefined {
	return isRecord(body) ? (body.paging as Paging | undefined) : undefined;
}
