/** A timer that has not rung yet. */
interface Timer {
	at: number;
	ring: () => void;
}

/** Numbers from 0 to 1 that are the same for each seed (mulberry32, which is in the public domain). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * Time that passes only by waiting for it, and chance that is the same in each run: what many
 * processes do at once comes out the same every time, within moments.
 */
export function virtualTime(seed: number) {
	let now = 1_000_000;
	const timers: Timer[] = [];
	const real = { now: Date.now, random: Math.random };
	// Not Jest's spies: they keep every call.
	Date.now = () => now;
	Math.random = seeded(seed);
	const sleep = async (milliseconds: number) =>
		await new Promise<void>((ring) => timers.push({ at: now + milliseconds, ring }));
	const ringNext = () => {
		let soonest = 0;
		for (let index = 1; index < timers.length; index++) {
			if (timers[index].at < timers[soonest].at) soonest = index;
		}
		const [timer] = timers.splice(soonest, 1);
		now = timer.at;
		timer.ring();
	};
	/** Rings one timer after the other until the work is done. */
	const passUntil = async (isDone: () => boolean) => {
		for (;;) {
			await new Promise(setImmediate);
			if (isDone()) return;
			if (timers.length === 0) throw new Error('Something waits that nothing will end');
			ringNext();
		}
	};
	return {
		sleep,
		now: () => now,
		/** Lets time pass until the work is done; after that, time and chance are the real ones. */
		async run<Result>(work: () => Promise<Result>): Promise<Result> {
			try {
				let isDone = false;
				const done = work().finally(() => (isDone = true));
				await Promise.race([done, passUntil(() => isDone)]);
				return await done;
			} finally {
				Date.now = real.now;
				Math.random = real.random;
			}
		},
	};
}
