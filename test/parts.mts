/** The parts of the tests: the folders under test/ that hold test files, and what each part needs. */
import { DEFAULT_LINE, type Line, LINES } from '../host/lines.mjs';

/** Jest's own five seconds say more of the machine's load than of the code; no test is about time. */
const UNHURRIED = ['--maxWorkers=2', '--testTimeout=60000'];

export interface PartNeeds {
	/** An installed n8n: of which lines, the files' names say ({@link linesOf}). */
	host?: true;
	chromium?: true;
	/** The vendor's own description of the API, in a file that the environment names. */
	description?: true;
	/** PostgreSQL and Redis. */
	servers?: true;
	/** Files that take longest, by their names: they come first, so that none of them is left over at the end. */
	longest?: string[];
	/** How Jest runs it. */
	jest: string[];
}

export const PARTS = {
	unit: { jest: UNHURRIED },
	sandbox: { jest: UNHURRIED },
	// Each of these suites runs an n8n of its own: no more at once than two cores carry.
	n8n: {
		host: true,
		longest: ['attack', 'burst', 'templates', 'trigger-events', 'demo', 'catch-up'],
		jest: ['--maxWorkers=2', '--testTimeout=120000'],
	},
	browser: {
		host: true,
		chromium: true,
		longest: ['manual-path', 'editor'],
		jest: ['--maxWorkers=2', '--testTimeout=180000'],
	},
	contract: { description: true, jest: UNHURRIED },
	queue: { host: true, servers: true, jest: ['--runInBand', '--testTimeout=300000'] },
	// Crashes and interrupted registrations take long: a command of their own.
	faults: { host: true, jest: ['--runInBand', '--testTimeout=300000'] },
	// Builds everything a second time.
	release: { jest: ['--runInBand', '--testTimeout=120000'] },
	// Needs a second n8n, which is fetched for it alone: a command of its own.
	compat: { host: true, jest: ['--runInBand', '--testTimeout=180000'] },
} satisfies Record<string, PartNeeds>;

export type Part = keyof typeof PARTS;

export const ALL_PARTS = Object.keys(PARTS) as Part[];

/** What needs no service from outside: `npm test` without a name. */
export const DEFAULT_PARTS: readonly Part[] = ['unit', 'sandbox', 'n8n', 'browser'];

export function isPart(text: string): text is Part {
	return Object.hasOwn(PARTS, text);
}

/** The lines of n8n that these files run: the one in a file's name, or the default one. */
export function linesOf(files: readonly string[]): Line[] {
	const lineOf = (file: string) => LINES.find((line) => file.includes(line)) ?? DEFAULT_LINE;
	return [...new Set(files.map(lineOf))];
}
