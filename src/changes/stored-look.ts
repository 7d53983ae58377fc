import { outcomeOfSync } from '../clockodo/outcome';
import { isRecord } from '../clockodo/values';
import { decodeCandidates, encodeCandidates, type Candidate, type Told } from './candidates';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot';

/** What the looks of a trigger remember in n8n's static data. */
export interface StoredLook {
	/** What the last look that found something has seen. */
	snapshot: Snapshot;
	/** When it began, in milliseconds since 1970. */
	at: number;
	/** The events that were chosen then, `*` for all: of others it says nothing of use. */
	events: readonly string[];
	/** What was handed over to n8n and could not be known to be stored, the newest last. */
	emissions: Emission[];
}

/** What was handed over at once. */
export interface Emission {
	/** A random ID: n8n 2.40 stores nothing a second time under it. */
	id: string;
	/** How often it was handed over again because n8n may have lost it while it was worked on. */
	tries: number;
	/** How often n8n has said that it was lost, since its start: then what it had noted of it proves nothing. */
	lost: number;
	/** When the look began that these candidates were compared with, in milliseconds since 1970. */
	since: number;
	/**
	 * The `at` of what was remembered last before it. Where n8n stores this and is killed before it has
	 * saved what is remembered with it, whoever starts next finds the same again, after the same moment.
	 */
	after: number;
	candidates: Candidate[];
}

/** As one string: n8n wraps nested objects in proxies at each turn. */
export function encodeLook({ snapshot, at, events, emissions }: StoredLook): string {
	return JSON.stringify({
		at,
		events,
		snapshot: encodeSnapshot(snapshot),
		emissions: emissions.map(({ id, tries, since, after, candidates }) => ({
			id,
			tries,
			since,
			after,
			candidates: encodeCandidates(candidates),
		})),
	});
}

/** What was stored; undefined where it is nothing that `encodeLook` has written. */
export function decodeLook(text: unknown): StoredLook | undefined {
	if (typeof text !== 'string') return undefined;
	const read = outcomeOfSync(() => readLook(JSON.parse(text) as unknown));
	return read.ok ? read.value : undefined;
}

function readLook(stored: unknown): StoredLook | undefined {
	if (!isRecord(stored)) return undefined;
	const { snapshot, at, events, emissions } = stored;
	const decoded = typeof snapshot === 'string' ? decodeSnapshot(snapshot) : undefined;
	if (!decoded || typeof at !== 'number') return undefined;
	if (!Array.isArray(events) || !Array.isArray(emissions)) return undefined;
	return {
		snapshot: decoded,
		at,
		events: events.map(String),
		emissions: emissions.map(readEmission),
	};
}

function readEmission(stored: unknown): Emission {
	const { id, tries, since, after, candidates } = stored as Record<string, unknown>;
	const areNumbers = [tries, since, after].every((each) => typeof each === 'number');
	if (typeof id !== 'string' || !areNumbers) throw new RangeError('This is no emission');
	return {
		id,
		tries: Number(tries),
		lost: 0,
		since: Number(since),
		after: Number(after),
		candidates: decodeCandidates(candidates as Told),
	};
}
