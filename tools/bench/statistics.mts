/** Of one quantity over several rounds. */
export interface Spread {
	median: number;
	lowest: number;
	highest: number;
}

/** Median and range, rounded to three significant digits. @throws where there is nothing to measure */
export function spread(values: number[]): Spread {
	if (values.length === 0) throw new Error('No values');
	const sorted = [...values].sort((a, b) => a - b);
	return {
		median: significant(percentile(sorted, 50)),
		lowest: significant(sorted[0]),
		highest: significant(sorted[sorted.length - 1]),
	};
}

/** The spread of one quotient a round: what slows the whole machine down cancels out. */
export function ratioSpread<Round>(
	rounds: Round[],
	numerator: (round: Round) => number,
	denominator: (round: Round) => number,
): Spread {
	return spread(rounds.map((round) => numerator(round) / denominator(round)));
}

/** The percentile of ascending values; between two values, the line between them. */
export function percentile(sorted: number[], percent: number): number {
	const position = ((sorted.length - 1) * percent) / 100;
	const below = Math.floor(position);
	const [low, high] = [sorted[below], sorted[Math.min(below + 1, sorted.length - 1)]];
	return low + (high - low) * (position - below);
}

export function significant(value: number, digits = 3): number {
	return Number(value.toPrecision(digits));
}
