import type { IDataObject } from 'n8n-workflow';
import { changeList } from '../../src/changes/lists.js';
import { markOf } from '../../src/changes/snapshot.js';
import type { Api, ApiRequest } from '../../src/clockodo/client.js';
import { findEntity, type EntityName } from '../../src/clockodo/entities.js';
import { ClockodoError } from '../../src/clockodo/errors.js';
import { findOperation } from '../../src/clockodo/operations/index.js';

export type Things = Map<number, IDataObject>;

const dayOf = (time: unknown) => Math.floor(Date.parse(String(time)) / 86_400_000);

/** A company of which a test changes the things itself, and an API of its lists: no network, no clock. */
export class LookedAtCompany {
	/** The requests that came. */
	readonly asked: ApiRequest[] = [];
	/** Called before each answer; what it throws is thrown, what it gives is given. */
	answerInstead: (request: ApiRequest) => Promise<IDataObject | undefined> = async () => undefined;
	private readonly things = new Map<EntityName, Things>();
	private nextId = 1;

	of(entity: EntityName): Things {
		const things = this.things.get(entity) ?? (new Map() as Things);
		this.things.set(entity, things);
		return things;
	}

	create(entity: EntityName, fields: IDataObject = {}): number {
		const id = this.nextId++;
		this.of(entity).set(id, { id, ...fields });
		return id;
	}

	change(entity: EntityName, id: number, fields: IDataObject): void {
		this.of(entity).set(id, { ...this.of(entity).get(id), ...fields });
	}

	remove(entity: EntityName, id: number): void {
		this.of(entity).delete(id);
	}

	/** The state that a list shows, or that there is none. */
	stateOf(entity: EntityName, id: number): string {
		const item = this.of(entity).get(id);
		return item ? markOf(changeList(entity), item) : 'gone';
	}

	readonly api: Api = async (request) => {
		this.asked.push(request);
		const instead = await this.answerInstead(request);
		if (instead) return instead;
		for (const entity of this.things.keys()) {
			const list = changeList(entity);
			if (request.path === list.operation.path) return this.page(entity, request);
			const { path, answer } = findOperation(findEntity(entity)?.operationId ?? '');
			const [before] = path.split('{id}');
			const id = request.path.startsWith(before) ? Number(request.path.slice(before.length)) : NaN;
			if (answer.list || !(id > 0)) continue;
			const item = this.of(entity).get(id);
			if (item) return { [answer.key ?? 'data']: item };
			throw refusal(request, 404);
		}
		if (request.path === '/v4/users/me') return { data: { id: 1 } };
		throw refusal(request, 404);
	};

	private page(entity: EntityName, { query = {} }: ApiRequest): IDataObject {
		const { operation } = changeList(entity);
		const all = [...this.of(entity).values()].filter((item) => isAsked(item, query));
		const key = operation.answer.key ?? 'data';
		const size = Number(query.items_per_page ?? Infinity);
		if (size === Infinity) return { [key]: all };
		const begin = (Number(query.page) - 1) * size;
		const paging = { count_items: all.length, count_pages: Math.ceil(all.length / size) || 1 };
		return { paging, [key]: all.slice(begin, begin + size) };
	}
}

function isAsked(item: IDataObject, query: IDataObject): boolean {
	const { time_since, time_until } = query;
	if (time_since !== undefined) {
		const day = dayOf(item.time_since);
		return day >= dayOf(time_since) && day <= dayOf(time_until);
	}
	const year = query.year ?? (query.filter as IDataObject | undefined)?.year;
	if (year === undefined) return true;
	const [from, until] = [item.date_since, item.date_until ?? item.date_since].map((day) =>
		Number(String(day).slice(0, 4)),
	);
	return item.date_since === undefined || (from <= Number(year) && Number(year) <= until);
}

/** The API's own refusal of a request. */
export function refusal({ method, path }: ApiRequest, status: number): ClockodoError {
	const body = { errors: [{ type: 'Refused', message: 'No' }] };
	return new ClockodoError({ kind: 'status', method, path, status, body });
}
