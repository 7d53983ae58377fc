import type { EntityName } from '../clockodo/entities';
import { findEvent } from '../clockodo/events';
import { advanced, type Change } from './compare';
import { decodeIds, encodeIds, type SeenList, type Snapshot } from './snapshot';

/** What a look hands over in the place of a notification: that this has happened to this thing. */
export interface Candidate {
	/** `entry.stopped` */
	event_name: string;
	entity: EntityName;
	id: number;
}

/** So many candidates are handed over at once: one execution of n8n, and some kilobytes of its static data. */
export const candidatesAtOnce = 500;

/** Tells of an event's name whether it is among the chosen ones; `*` is all of them. */
export function among(chosen: readonly string[]): (eventName: string) => boolean {
	const names = new Set(chosen);
	return (eventName) => names.has('*') || names.has(eventName);
}

/** The candidates that the changes are, of the events that were chosen. */
export function candidatesOf(
	changes: readonly Change[],
	isChosen: (eventName: string) => boolean,
): Candidate[] {
	return changes.flatMap(({ entity, id, actions }) =>
		actions
			.map((action) => `${entity}.${action}`)
			.filter((name) => findEvent(name) !== undefined && isChosen(name))
			.map((event_name) => ({ event_name, entity, id })),
	);
}

/** Some changes, and what a look has seen when they and those before them have been told. */
export interface Batch {
	changes: Change[];
	candidates: Candidate[];
	snapshot: Snapshot;
}

/**
 * The changes in batches, each with the state that it leads to: what has not been handed over yet is
 * found again by whoever looks next.
 *
 * @param base what the look before has seen
 * @param seen what this one has seen
 * @param most candidates in a batch
 */
export function batchesOf(
	changes: readonly Change[],
	isChosen: (eventName: string) => boolean,
	base: Snapshot,
	seen: Snapshot,
	most = candidatesAtOnce,
): Batch[] {
	const batches: Batch[] = [];
	let batch: Batch = { changes: [], candidates: [], snapshot: base };
	for (const change of changes) {
		const candidates = candidatesOf([change], isChosen);
		if (candidates.length === 0) continue;
		const isFull = batch.candidates.length + candidates.length > most;
		if (isFull && batch.candidates.length > 0) {
			batches.push(batch);
			batch = { changes: [], candidates: [], snapshot: base };
		}
		batch.changes.push(change);
		batch.candidates.push(...candidates);
	}
	if (batch.candidates.length > 0) batches.push(batch);
	const [told, left] = [new Map<EntityName, Change[]>(), byEntity(batches)];
	return batches.map((each, index) => {
		for (const change of each.changes) {
			const its = told.get(change.entity) ?? [];
			its.push(change);
			told.set(change.entity, its);
			left.get(change.entity)?.delete(change.id);
		}
		const isLast = index === batches.length - 1;
		return { ...each, snapshot: isLast ? seen : between(base, seen, told, left) };
	});
}

/** The IDs of all changes, by their entities. */
function byEntity(batches: readonly Batch[]): Map<EntityName, Set<number>> {
	const ids = new Map<EntityName, Set<number>>();
	for (const { entity, id } of batches.flatMap(({ changes }) => changes)) {
		ids.set(entity, (ids.get(entity) ?? new Set()).add(id));
	}
	return ids;
}

/** What has been seen when only these changes have been told, and those are left. */
function between(
	base: Snapshot,
	seen: Snapshot,
	told: ReadonlyMap<EntityName, readonly Change[]>,
	left: ReadonlyMap<EntityName, ReadonlySet<number>>,
): Snapshot {
	const lists = new Map<EntityName, SeenList>();
	for (const [entity, list] of seen) {
		const before = base.get(entity);
		const its = before
			? advanced(before, told.get(entity) ?? [])
			: without(list, left.get(entity) ?? new Set());
		lists.set(entity, its);
	}
	return lists;
}

/** Where there is no base, the things that are left must look new to whoever looks next. */
function without(list: SeenList, ids: ReadonlySet<number>): SeenList {
	return { ...list, marks: new Map([...list.marks].filter(([id]) => !ids.has(id))) };
}

/** Candidates by their events, as short as they can be told: `entry.updated` and its IDs. */
export type Told = Record<string, string>;

export function encodeCandidates(candidates: readonly Candidate[]): Told {
	const ids = new Map<string, number[]>();
	for (const { event_name, id } of candidates) {
		ids.set(event_name, [...(ids.get(event_name) ?? []), id]);
	}
	return Object.fromEntries([...ids].map(([name, its]) => [name, encodeIds(its)]));
}

/** @throws RangeError for what `encodeCandidates` has not written */
export function decodeCandidates(told: Told): Candidate[] {
	return Object.entries(told).flatMap(([event_name, ids]) => {
		const event = findEvent(event_name);
		return event ? decodeIds(ids).map((id) => ({ event_name, entity: event.entity, id })) : [];
	});
}
