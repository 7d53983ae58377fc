/** One request that the API answered. Bodies are not kept: they may hold tokens and secrets. */
export interface LoggedRequest {
	/** The vendor's operation id, or undefined where the path belongs to none. */
	operation?: string;
	method: string;
	/** With the query. */
	path: string;
	status: number;
	/** ISO 8601 with milliseconds. */
	at: string;
}

const LENGTH = 2000;

/** What the API was asked, for people who wonder and tests that count. */
export class RequestLog {
	private entries: LoggedRequest[] = [];
	private counts: Record<string, number> = {};

	add(request: LoggedRequest): void {
		this.entries.push(request);
		if (this.entries.length > LENGTH) this.entries.splice(0, this.entries.length - LENGTH);
		const name = request.operation ?? 'unknown';
		this.counts[name] = (this.counts[name] ?? 0) + 1;
	}

	/** The number of requests since the start or the last `clear`, by operation id. */
	countByOperation(): Record<string, number> {
		return { ...this.counts };
	}

	total(): number {
		return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
	}

	/** Oldest first; only the last 2,000 are kept. */
	recent(): LoggedRequest[] {
		return [...this.entries];
	}

	clear(): void {
		this.entries = [];
		this.counts = {};
	}
}
