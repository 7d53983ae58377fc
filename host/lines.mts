/**
 * The lines of n8n that are run here: each is a folder under `lines/` with a lock file of its own,
 * which says the very version.
 */
export const LINES = ['2.40', '1.123'] as const;

/** One of them, by the first two numbers of its version. */
export type Line = (typeof LINES)[number];

/** What is run where nobody asks for another one. */
export const DEFAULT_LINE: Line = '2.40';

/**
 * Whether an n8n of this version publishes a workflow before it answers the request for that.
 * Those of version 1 do, and have no publications that can be asked after; version 2 answers first.
 */
export function publishesBeforeAnswer(version: string): boolean {
	return isVersion1(version);
}

/** The variables of the environment that differ between versions. */
export function environmentOf(version: string): Record<string, string> {
	// n8n does not start with the name of a module that it does not know.
	if (!isVersion1(version)) {
		return { N8N_DISABLED_MODULES: 'mcp-registry,insights,instance-ai,chat-hub' };
	}
	return {
		N8N_DISABLED_MODULES: 'insights',
		// As version 2 always has it. Without, an execution's end is stored before its data, and
		// whoever reads the database file keeps n8n from writing.
		DB_SQLITE_POOL_SIZE: '2',
	};
}

/**
 * What main prints when it is ready, where its answer at `/healthz/readiness` comes too early:
 * version 1 gives that before it serves its own interface and the webhooks of published workflows.
 */
export function printedWhenReady(version: string): string | undefined {
	return isVersion1(version) ? 'Editor is now accessible' : undefined;
}

const isVersion1 = (version: string) => version.startsWith('1.');
