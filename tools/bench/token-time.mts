/**
 * Whether the time of the token comparison tells anything of the expected tokens:
 * `npm run bench:token-time`.
 *
 * Four kinds of tokens and five places among five expected tokens are compared in turn, in blocks
 * that are shuffled each round. Differences are given as ratios of medians to the accepted token's,
 * and as Welch's t of the blocks' times after cropping the slowest tenth: |t| below 4.5 is the usual
 * limit for "no difference found" (Reparaz, Balasch, Verbauwhede: Dude, is my code constant time?).
 */
import { randomBytes } from 'node:crypto';
import { arch, cpus, platform } from 'node:os';

import { digestOf, matchesAnyDigest } from '../../src/webhook/tokens.js';

const ROUNDS = Number(process.env.ROUNDS ?? 3_000);
const CALLS_IN_A_BLOCK = 100;
const WARM_UP = 200;

interface Kind {
	name: string;
	token: string;
	digests: readonly string[];
	expected: boolean;
	/** Nanoseconds a call, one for each block. */
	times: number[];
}

const makeToken = () => randomBytes(24).toString('base64url');

/** Another character of the same alphabet at that place. */
function withOtherCharacter(token: string, at: number): string {
	const other = token.at(at) === 'A' ? 'B' : 'A';
	const place = at < 0 ? token.length + at : at;
	return token.slice(0, place) + other + token.slice(place + 1);
}

function kinds(): Kind[] {
	const five = Array.from({ length: 5 }, makeToken);
	const digests = five.map(digestOf);
	const [token] = five;
	const kind = (name: string, given: string, expected: boolean): Kind => ({
		name,
		token: given,
		digests,
		expected,
		times: [],
	});
	return [
		kind('accepted', token, true),
		kind('first byte wrong', withOtherCharacter(token, 0), false),
		kind('last byte wrong', withOtherCharacter(token, -1), false),
		kind('all bytes wrong', makeToken(), false),
		kind('one byte shorter', token.slice(0, -1), false),
		...[1, 2, 3, 4].map((index) => kind(`accepted as number ${index + 1}`, five[index], true)),
	];
}

/** Another string each time, so that no call profits from what is remembered of the one before. */
const copyOf = (text: string) => Buffer.from(text).toString();

function block({ token, digests, expected }: Kind): number {
	const tokens = Array.from({ length: CALLS_IN_A_BLOCK }, () => copyOf(token));
	let matches = 0;
	const start = process.hrtime.bigint();
	for (const each of tokens) if (matchesAnyDigest(each, digests)) matches++;
	const time = Number(process.hrtime.bigint() - start) / CALLS_IN_A_BLOCK;
	if (matches !== (expected ? CALLS_IN_A_BLOCK : 0)) throw new Error(`wrong answer for '${token}'`);
	return time;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
	return items
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
}

/** The blocks that no other process got in the way of. */
function cropped(times: readonly number[]): number[] {
	return [...times].sort((a, b) => a - b).slice(0, Math.floor(times.length * 0.9));
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)];
const mean = (values: readonly number[]) =>
	values.reduce((sum, each) => sum + each, 0) / values.length;
function variance(values: readonly number[]): number {
	const middle = mean(values);
	return mean(values.map((each) => (each - middle) ** 2));
}

function welch(a: readonly number[], b: readonly number[]): number {
	return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

const measured = kinds();
for (let round = -WARM_UP; round < ROUNDS; round++) {
	for (const kind of shuffled(measured)) {
		const time = block(kind);
		if (round >= 0) kind.times.push(time);
	}
}
const reference = cropped(measured[0].times);
const results = measured.map(({ name, times }) => {
	const kept = cropped(times);
	return {
		name,
		nanoseconds: rounded(median(kept), 0),
		ratio: rounded(median(kept) / median(reference), 4),
		t: rounded(welch(kept, reference), 2),
	};
});
console.table(results);
console.log(
	JSON.stringify({
		bench: 'token-time',
		node: process.version,
		machine: `${platform()} ${arch()}, ${cpus().length} × ${cpus()[0].model.trim()}`,
		rounds: ROUNDS,
		callsInABlock: CALLS_IN_A_BLOCK,
		expectedTokens: 5,
		results,
	}),
);
