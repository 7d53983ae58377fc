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
	/** What it has handed over to n8n, and cannot know yet to be stored. */
	emission?: Emission;
}

/** What was handed over at once. */
export interface Emission {
	/** A random ID: n8n 2.40 stores nothing a second time under it. */
	id: string;
	/** How often n8n has lost it while it was worked on. */
	tries: number;
	/** When the look began that these candidates were compared with, in milliseconds since 1970. */
	since: number;
	candidates: Candidate[];
}

/** As one string: n8n wraps nested objects in proxies at each turn. */
export function encodeLook({ snapshot, at, emission }: StoredLook): string {
	return JSON.stringify({
		at,
		snapshot: encodeSnapshot(snapshot),
		...(emission && {
			emission: { ...emission, candidates: encodeCandidates(emission.candidates) },
		}),
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
	const { snapshot, at, emission } = stored;
	const decoded = typeof snapshot === 'string' ? decodeSnapshot(snapshot) : undefined;
	if (!decoded || typeof at !== 'number') return undefined;
	return { snapshot: decoded, at, ...(isRecord(emission) && { emission: readEmission(emission) }) };
}

function readEmission({ id, tries, since, candidates }: Record<string, unknown>): Emission {
	return {
		id: String(id),
		tries: Number(tries),
		since: Number(since),
		candidates: decodeCandidates(candidates as Told),
	};
}
