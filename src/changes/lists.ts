import type { IDataObject } from 'n8n-workflow';
import { absenceStatus } from '../clockodo/absence-status';
import { entities, type EntityName } from '../clockodo/entities';
import { once } from '../clockodo/once';
import { filtersIn, type Operation } from '../clockodo/operation';
import { findOperation } from '../clockodo/operations';
import { findStandardOperation } from '../clockodo/operations/standard';

/**
 * What of an entity a look can see: everything, what belongs to last, this and next year, or what
 * begins within some days. From and until are years or days since 1970, both included; both are 0
 * where there is no such bound.
 */
export interface Window {
	from: number;
	until: number;
}

export const everything: Window = { from: 0, until: 0 };

/** How one entity's changes are found. */
export interface ChangeList {
	entity: EntityName;
	/** Gives the list. */
	operation: Operation;
	/** How far the list is read. */
	reach: 'all' | 'years' | 'days';
	/**
	 * Fields that change without the thing being changed: figures made of others, names of what the
	 * thing refers to, and what the API recalculates. Which ones the vendor tells no event of is a guess.
	 */
	derived: readonly string[];
	/** Fields in which -1 is a number like any other, and not a value that is withheld. */
	numbers?: readonly string[];
	/** A state in which the thing may be, and what it means when it comes or goes. */
	state?: {
		isOn(item: IDataObject): boolean;
		/** The action that tells that it came. */
		comes?: string;
		/** The action that tells that it went. */
		goes?: string;
		/** Set where the state belongs to how a thing begins: one that is found without it had it before. */
		isPassed?(item: IDataObject): boolean;
	};
	/** When the thing was made, in milliseconds since 1970, where it says so. */
	madeAt?(item: IDataObject): number | undefined;
	/** When what an action tells happened, by the thing itself, in ISO 8601; undefined where it does not say. */
	happenedAt?(item: IDataObject, action: string): unknown;
	/** From when to when the thing lasts, in the unit of `reach`; undefined where it does not say. */
	span?(item: IDataObject): [number, number] | undefined;
}

const millisecondsOfADay = 86_400_000;

/** Milliseconds since 1970 of a point in time of the API; undefined for what is none. */
export function millisecondsOf(time: unknown): number | undefined {
	const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

const yearOf = (day: unknown): number | undefined => {
	const year = typeof day === 'string' ? Number(day.slice(0, 4)) : NaN;
	return year > 0 ? year : undefined;
};

/**
 * Everything that is special about an entity; what is not here is a whole list without such fields.
 * That quotas and carries of all years come where no year is asked for is a guess: the description
 * does not demand one.
 */
const special: Partial<Record<EntityName, Partial<Omit<ChangeList, 'entity' | 'operation'>>>> = {
	user: {
		derived: ['support_pin', 'edit_lock_dyn'],
		happenedAt: ({ created_at }, action) => (action === 'created' ? created_at : undefined),
	},
	absence: {
		reach: 'years',
		span: ({ date_since, date_until }) => {
			const from = yearOf(date_since);
			return from === undefined ? undefined : [from, Math.max(from, yearOf(date_until) ?? from)];
		},
		state: { isOn: ({ status }) => status === absenceStatus.approved, comes: 'approved' },
	},
	project: {
		derived: ['count_subprojects', 'subprojects_budget_total'],
		state: { isOn: ({ completed }) => completed === true, comes: 'completed' },
		happenedAt: ({ completed_at }, action) => (action === 'completed' ? completed_at : undefined),
	},
	// Who owes an hour carries -1.
	holidays_carry: { numbers: ['count'] },
	holidays_quota: { numbers: ['count'] },
	overtime_carry: { numbers: ['hours'] },
	work_time_change_request: {
		happenedAt: ({ created_at, declined_at }, action) =>
			action === 'created' ? created_at : declined_at,
	},
	entry: {
		reach: 'days',
		madeAt: ({ time_insert }) => millisecondsOf(time_insert),
		happenedAt: ({ time_insert, time_last_change }, action) =>
			action === 'created' ? time_insert : time_last_change,
		derived: [
			'revenue',
			'hourly_rate',
			'duration',
			'customers_name',
			'projects_name',
			'subprojects_name',
			'users_name',
			'services_name',
			'lumpsum_services_price',
		],
		span: ({ time_since }) => {
			const begin = millisecondsOf(time_since);
			if (begin === undefined) return undefined;
			const day = Math.floor(begin / millisecondsOfADay);
			return [day, day];
		},
		state: {
			isOn: ({ time_until }) => time_until === null,
			comes: 'started',
			goes: 'stopped',
			// `clocked` says how an entry was recorded, and stays.
			isPassed: ({ clocked }) => clocked === true,
		},
	},
};

const lists = once<ReadonlyMap<string, ChangeList>>(
	() =>
		new Map(
			entities.map(({ name: entity, operationId }) => {
				const one = findOperation(operationId);
				const operation = one.answer.list ? one : findStandardOperation(one.tag, 'getAll');
				return [
					entity,
					{ entity, operation, reach: reachOf(entity), derived: [], ...special[entity] },
				];
			}),
		),
);

const reachOf = (entity: EntityName): ChangeList['reach'] => special[entity]?.reach ?? 'all';

/**
 * The list in which the changes of the entity show.
 *
 * @throws for an entity that Clockodo's webhooks do not know
 */
export function changeList(entity: EntityName): ChangeList {
	const list = lists().get(entity);
	if (!list) throw new RangeError(`There is no entity '${entity}'`);
	return list;
}

/** Entries may be planned; so many days ahead they are looked at. */
const daysAhead = 366;

/**
 * What a look at this moment sees of the list.
 *
 * @param now milliseconds since 1970
 * @param lookBack days that entries are looked at
 */
export function windowOf(
	{ reach }: Pick<ChangeList, 'reach'>,
	now: number,
	lookBack: number,
): Window {
	if (reach === 'all') return everything;
	const today = Math.floor(now / millisecondsOfADay);
	if (reach === 'days') return { from: today - lookBack, until: today + daysAhead };
	const year = new Date(now).getUTCFullYear();
	return { from: year - 1, until: year + 1 };
}

/** Whether the thing belongs to the window; one that does not say when it lasts does. */
export function isWithin({ span }: ChangeList, item: IDataObject, window: Window): boolean {
	const its = span?.(item);
	return its === undefined || (its[0] <= window.until && its[1] >= window.from);
}

/** The smallest window that holds both. */
export function around(one: Window, other: Window): Window {
	return { from: Math.min(one.from, other.from), until: Math.max(one.until, other.until) };
}

/** The queries whose answers together are the list in the window. */
export function queriesFor({ operation, reach }: ChangeList, window: Window): IDataObject[] {
	const sort = operation.query?.sort ? { sort: ['id'] } : {};
	if (reach === 'all') return [sort];
	if (reach === 'days') {
		const time = (day: number) => new Date(day * millisecondsOfADay).toISOString().slice(0, 10);
		return [
			{
				time_since: `${time(window.from)}T00:00:00Z`,
				time_until: `${time(window.until)}T23:59:59Z`,
			},
		];
	}
	const isFilter = 'year' in filtersIn(operation.query);
	return yearsIn(window).map((year) => (isFilter ? { filter: { year } } : { year }));
}

const yearsIn = ({ from, until }: Window): number[] =>
	Array.from({ length: until - from + 1 }, (_, index) => from + index);

/** Requests that a look takes for the entity, as long as its lists have one page each. */
export function requestsALook(entity: EntityName): number {
	const reach = reachOf(entity);
	return reach === 'years' ? yearsIn(windowOf({ reach }, 0, 1)).length : 1;
}
