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
	/** What was handed over to n8n and could not be known to be stored, the newest last. */
	emissions: Emission[];
}

/** What was handed over at once. */
export interface Emission {
	/** A random ID: n8n 2.40 stores nothing a second time under it. */
	id: string;
	/** How often it was handed over again because n8n may have lost it while it was worked on. */
	tries: number;
	/** Whether n8n has said that it was lost: then what it had noted of it proves nothing. */
	isLost: boolean;
	/** When the look began that these candidates were compared with, in milliseconds since 1970. */
	since: number;
	candidates: Candidate[];
}

/** As one string: n8n wraps nested objects in proxies at each turn. */
export function encodeLook({ snapshot, at, emissions }: StoredLook): string {
	return JSON.stringify({
		at,
		snapshot: encodeSnapshot(snapshot),
		emissions: emissions.map(({ id, tries, since, candidates }) => ({
			id,
			tries,
			since,
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
	const { snapshot, at, emissions } = stored;
	const decoded = typeof snapshot === 'string' ? decodeSnapshot(snapshot) : undefined;
	if (!decoded || typeof at !== 'number' || !Array.isArray(emissions)) return undefined;
	return { snapshot: decoded, at, emissions: emissions.map(readEmission) };
}

function readEmission(stored: unknown): Emission {
	const { id, tries, since, candidates } = stored as Record<string, unknown>;
	if (typeof id !== 'string' || typeof tries !== 'number' || typeof since !== 'number') {
		throw new RangeError('This is no emission');
	}
	return { id, tries, isLost: false, since, candidates: decodeCandidates(candidates as Told) };
}
