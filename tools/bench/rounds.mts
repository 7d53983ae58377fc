/** What is compared: each side is measured once a round. */
export type Sides<Name extends string, Result> = Record<Name, () => Promise<Result>>;

/**
 * Measures all sides in each round, in turning order, so that neither a busy machine nor what the
 * other side left behind strikes one of them only. A first round warms up and is not counted.
 */
export async function interleave<Name extends string, Result>(
	count: number,
	sides: Sides<Name, Result>,
	onRound: (round: number, results: Record<Name, Result>) => void = () => {},
): Promise<Array<Record<Name, Result>>> {
	const names = Object.keys(sides) as Name[];
	const rounds: Array<Record<Name, Result>> = [];
	for (let round = 0; round <= count; round++) {
		const turned = names.map((_, index) => names[(index + round) % names.length]);
		const results: Partial<Record<Name, Result>> = {};
		for (const name of turned) results[name] = await sides[name]();
		const complete = results as Record<Name, Result>;
		if (round > 0) rounds.push(complete);
		onRound(round, complete);
	}
	return rounds;
}
