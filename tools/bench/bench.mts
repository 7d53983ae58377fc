/** What each benchmark gets. */
export interface BenchOptions {
	/** Counted rounds of an interleaved comparison. */
	rounds: number;
	/** Requests of each side in each round. */
	amount: number;
	/** More of n8n's own settings, for what a single n8n does. */
	env: Record<string, string>;
	/** For people who wait. */
	log: (line: string) => void;
}

/** The result: printed as one line of JSON, and shown in docs/benchmarks.md. */
export type Figures = { bench: string } & Record<string, unknown>;
