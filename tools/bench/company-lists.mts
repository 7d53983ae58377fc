import type { IDataObject } from 'n8n-workflow';

import { changeList } from '../../src/changes/lists.js';
import type { Api } from '../../src/clockodo/client.js';
import { entities, type EntityName } from '../../src/clockodo/entities.js';
import { entry } from './batch-api.mjs';

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/** An entry with as many fields as the vendor's, of the day of `now` (milliseconds since 1970). */
export function entryOf(id: number, now: number): IDataObject {
	const day = dayOf(now);
	return { ...entry(id), time_since: `${day}T08:00:00Z`, time_until: `${day}T09:30:00Z` };
}

/**
 * How many things of each entity a company of so many people has: assumed, but for the entries,
 * which are the five a person and working day that docs/catch-up.md speaks of, of 35 days.
 * Absences are those of three years.
 */
export function thingsOf(people: number): Record<EntityName, number> {
	return {
		user: people,
		absence: 3 * 12 * people,
		customer: 2 * people,
		project: 4 * people,
		subproject: 2 * people,
		service: 20,
		team: Math.ceil(people / 10),
		lump_sum_service: 20,
		holidays_carry: 3 * people,
		holidays_quota: 3 * people,
		overtime_carry: 3 * people,
		nonbusiness_group: 3,
		work_time_change_request: Math.ceil(people / 10),
		entry: 125 * people,
	};
}

const listNames = new Map<string, EntityName>(
	entities.map(({ name }) => [changeList(name).operation.path, name]),
);

/**
 * The API of a company, without a network: every list that looks read, in pages where they have some.
 *
 * @param now milliseconds since 1970
 */
export function companyApi(people: number, now: number): { api: Api; count(): number } {
	const things = thingsOf(people);
	let count = 0;
	const api: Api = async ({ path, query = {} }) => {
		count++;
		const entity = listNames.get(path);
		if (!entity) throw new Error(`There is no list at ${path}`);
		const { operation, reach } = changeList(entity);
		const year = Number(query.year ?? (query.filter as IDataObject | undefined)?.year ?? 0);
		// A third of them in each year, with IDs of its own.
		const stored = reach === 'years' ? things[entity] / 3 : things[entity];
		const size = Number(query.items_per_page ?? stored);
		const before = (Number(query.page ?? 1) - 1) * size;
		const items = Array.from({ length: Math.max(0, Math.min(size, stored - before)) }, (_, at) => {
			const id = year * stored + before + at + 1;
			return entity === 'entry' ? entryOf(id, now) : { id, date_since: `${year}-05-04` };
		});
		const paging = { count_pages: Math.ceil(stored / size), count_items: stored };
		return { [operation.answer.key ?? 'data']: items, ...(query.page !== undefined && { paging }) };
	};
	return { api, count: () => count };
}
