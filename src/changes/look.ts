import type { Api } from '../clockodo/client';
import { findEntity, type EntityName } from '../clockodo/entities';
import { ClockodoError } from '../clockodo/errors';
import { fetchResource } from '../clockodo/fetch-resource';
import { outcomeOf } from '../clockodo/outcome';
import { someAtOnce } from '../clockodo/some-at-once';
import { compare, missingChange, type Change } from './compare';
import { around, changeList, windowOf, type ChangeList } from './lists';
import { readWholeList, type ReadThing } from './read-list';
import { recentChanges } from './recent';
import type { SeenList, Snapshot } from './snapshot';

/** What a look is made with. */
export interface LookOptions {
	/** The entities whose lists are read. */
	entities: readonly EntityName[];
	/** What the look before has seen; undefined where there was none. */
	base: Snapshot | undefined;
	/** When the look before began, in milliseconds since 1970. */
	since: number;
	/** When this one begins. */
	now: number;
	/** Days that entries are looked at. */
	lookBack: number;
	/** Whether it is believed that so many things are gone at once. */
	isBelieved(entity: EntityName): boolean;
	/** Where the base was lost: things that say of themselves that they changed later than this are told. */
	recentSince?: number;
}

/** What a look has found. */
export interface Look {
	changes: Change[];
	/** What the next look compares with, once all changes have been told. */
	seen: Snapshot;
	/** Entities of which so many things are gone at once that, until it is believed, no deletion is told. */
	doubtful: EntityName[];
	/** Whether nothing that was known is left and other things are there: rather another account's. */
	isOfAnotherAccount: boolean;
}

/** So few things may all be replaced by others between two looks without a doubt. */
const fewThings = 5;
/** A list with a window is another one by itself after a longer time: milliseconds. */
const windowStays = 7_200_000;
/** So many things that are missing in a list with a window are asked for by a look. */
const askedFor = 100;
/** So many of these requests are under way at the same time. */
const atOnce = 4;

/**
 * Reads the lists and compares them with what the look before has seen. Where one of them cannot be
 * had whole, nothing is found at all.
 *
 * @throws UnsettledListError, ClockodoError
 */
export async function look(api: Api, options: LookOptions): Promise<Look> {
	const changes: Change[] = [];
	const doubtful: EntityName[] = [];
	const seen = new Map<EntityName, SeenList>();
	const counts = { known: 0, left: 0, there: 0 };
	for (const entity of options.entities) {
		const found = await lookAt(api, changeList(entity), options);
		seen.set(entity, found.seen);
		counts.known += found.known;
		counts.left += found.left;
		counts.there += found.there;
		if (found.isDoubtful) doubtful.push(entity);
		changes.push(...found.changes);
	}
	const { known, left, there } = counts;
	return {
		changes,
		seen,
		doubtful,
		isOfAnotherAccount: known > fewThings && left === 0 && there > 0,
	};
}

interface Found extends Left {
	changes: Change[];
	seen: SeenList;
	isDoubtful: boolean;
}

/** How many things of a list were known, how many of these are left, and how many are there. */
interface Left {
	known: number;
	left: number;
	there: number;
}

function leftOf(
	{ reach }: ChangeList,
	base: SeenList | undefined,
	things: ReadonlyMap<number, ReadThing>,
	age: number,
): Left {
	if (!base || (reach !== 'all' && age > windowStays)) return { known: 0, left: 0, there: 0 };
	const known = [...base.marks.keys()];
	const left = known.filter((id) => things.has(id)).length;
	return { known: known.length, left, there: things.size };
}

async function lookAt(api: Api, list: ChangeList, options: LookOptions): Promise<Found> {
	const { now, since, lookBack } = options;
	const base = options.base?.get(list.entity);
	const window = windowOf(list, now, lookBack);
	const windows = {
		window,
		base: base?.window ?? window,
		whole: base ? around(base.window, window) : window,
	};
	const things = await readWholeList(api, list, windows);
	const { changes, missing, seen, isDoubtful } = compare(list, base, things, window, since);
	const left = leftOf(list, base, things, now - since);
	if (!base) return { ...left, changes: lost(list, things, options), seen, isDoubtful: false };
	if (isDoubtful && !options.isBelieved(list.entity)) {
		// What came or changed is told; what is gone stays in the base, to be missed again.
		const marks = new Map([...base.marks].filter(([id]) => !things.has(id)));
		for (const [id, mark] of seen.marks) marks.set(id, mark);
		const told = changes.filter(({ id }) => things.has(id));
		return { ...left, changes: told, seen: { ...seen, marks }, isDoubtful };
	}
	const asked = await someAtOnce(
		missing.slice(0, askedFor),
		atOnce,
		async (id) => await whatBecame(api, list, id),
	);
	// The rest is asked for by the next look.
	const marks = new Map(seen.marks);
	for (const id of missing.slice(askedFor)) {
		const mark = base.marks.get(id);
		if (mark !== undefined) marks.set(id, mark);
	}
	return { ...left, changes: [...changes, ...asked.flat()], seen: { ...seen, marks }, isDoubtful };
}

/** What can be told although there is nothing to compare with. */
function lost(
	list: ChangeList,
	things: ReadonlyMap<number, ReadThing>,
	{ recentSince }: LookOptions,
): Change[] {
	return recentSince === undefined ? [] : recentChanges(list, things, recentSince);
}

async function whatBecame(api: Api, list: ChangeList, id: number): Promise<Change[]> {
	const entity = findEntity(list.entity);
	if (!entity) return [];
	const outcome = await outcomeOf(async () => await fetchResource(api, entity, id));
	if (outcome.ok) return [missingChange(list, id, outcome.value.resource !== null)];
	// It is there, and the user of the key may not see it any more.
	if (outcome.error instanceof ClockodoError && outcome.error.status === 403) return [];
	throw outcome.error;
}
