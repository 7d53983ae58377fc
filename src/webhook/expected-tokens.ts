import { remember } from '../clockodo/newest';

/**
 * What a trigger expects as its token, remembered for a moment. n8n gives every reading of a
 * credential in `webhook()` an expression isolate of its own, which costs as much as everything
 * else that the answer needs: docs/benchmarks.md. Only digests are kept, never a token.
 */

/** Hexadecimal SHA-256 digests of the tokens; undefined where the node lacks its credential. */
export type Digests = readonly string[] | undefined;

interface Reading {
	digests: Promise<Digests>;
	/** Milliseconds since 1970. */
	readAt: number;
}

/** Milliseconds for which a token that was taken out of the credential is still accepted. */
export const keptFor = 5_000;

/** Milliseconds after which a token that does not match makes the credential be read again: a new one works a second later at most, and guessing costs nothing. */
export const keptForWrongToken = 1_000;

const keptAtMost = 1_000;
const readings = new Map<string, Reading>();

/**
 * The digests that `read` gave under this key at most so long ago, or gives now. Who asks while
 * they are being read waits for the same reading; one that gives nothing is not kept.
 *
 * @param cacheKey names the node, its credential and whatever else the digests depend on
 * @param maxAge milliseconds
 * @param now milliseconds since 1970
 */
export async function expectedDigests(
	cacheKey: string,
	read: () => Promise<Digests>,
	maxAge = keptFor,
	now = Date.now(),
): Promise<Digests> {
	const known = readings.get(cacheKey);
	if (known && now - known.readAt < maxAge && now >= known.readAt) return await known.digests;
	const reading = { digests: read(), readAt: now };
	remember(readings, cacheKey, reading, keptAtMost);
	const digests = await reading.digests;
	if (digests === undefined && readings.get(cacheKey) === reading) readings.delete(cacheKey);
	return digests;
}
