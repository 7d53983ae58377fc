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
		if (batch.candidates.length + candidates.length > most) {
			batches.push(batch);
			batch = { changes: [], candidates: [], snapshot: base };
		}
		batch.changes.push(change);
		batch.candidates.push(...candidates);
	}
	if (batch.candidates.length > 0) batches.push(batch);
	const told: Change[] = [];
	return batches.map((each, index) => {
		told.push(...each.changes);
		const snapshot = index === batches.length - 1 ? seen : between(base, seen, told);
		return { ...each, snapshot };
	});
}

/** What has been seen when only these changes have been told. */
function between(base: Snapshot, seen: Snapshot, told: readonly Change[]): Snapshot {
	const lists = new Map<EntityName, SeenList>();
	for (const [entity, list] of seen) {
		const before = base.get(entity);
		const its = told.filter((change) => change.entity === entity);
		lists.set(entity, before ? advanced(before, its) : list);
	}
	return lists;
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
