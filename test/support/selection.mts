import { ALL_PARTS, DEFAULT_PARTS, isPart, type Part } from '../parts.mjs';

/** The test files of each part, as paths from the project's folder: `test/unit/package.test.mts`. */
export type TestFiles = Record<Part, string[]>;

/** What a test command is to run, part by part; only parts that have something to run. */
export interface Selection {
	runs: Array<{ part: Part; files: string[] }>;
	/** Handed to Jest as they are. */
	jestArgs: string[];
	/** Whether Jest is to run only the tests of some names: it then skips the others, as it should. */
	byTestName: boolean;
}

/** The names that nothing has, in one sentence. */
export interface NothingSelected {
	reason: string;
}

/**
 * What the arguments of a test command ask for.
 *
 * First come names, in any order: a part's name, or a piece of a test file's path. A file is run
 * if its path has one of the pieces. They are looked for in the parts that are named; where none
 * is, in those of `npm test`, and only if none of those has the piece, in the others. From the
 * first argument on that begins with `-`, everything is Jest's own.
 */
export function select(args: readonly string[], files: TestFiles): Selection | NothingSelected {
	const firstOption = args.findIndex((arg) => arg.startsWith('-'));
	const names = firstOption === -1 ? args : args.slice(0, firstOption);
	const jestArgs = args.slice(names.length);
	const parts = names.filter(isPart);
	const pieces = names.filter((name) => !isPart(name));
	const searched = parts.length > 0 ? [parts] : [DEFAULT_PARTS, otherParts()];

	const chosen = new Set<string>();
	for (const piece of pieces) {
		const found = firstWith(searched, piece, files);
		if (found.length === 0) return { reason: nothingHas(piece, parts) };
		for (const file of found) chosen.add(file);
	}
	const offered =
		parts.length > 0 ? [...new Set(parts)] : pieces.length > 0 ? ALL_PARTS : DEFAULT_PARTS;
	const runs = offered
		.map((part) => ({
			part,
			files: pieces.length > 0 ? files[part].filter((file) => chosen.has(file)) : files[part],
		}))
		.filter((run) => run.files.length > 0);
	return { runs, jestArgs, byTestName: jestArgs.some(isTestNamePattern) };
}

const otherParts = () => ALL_PARTS.filter((part) => !DEFAULT_PARTS.includes(part));

/** The files with the piece, of the first group of parts in which there are any. */
function firstWith(
	groups: ReadonlyArray<readonly Part[]>,
	piece: string,
	files: TestFiles,
): string[] {
	for (const group of groups) {
		const found = group.flatMap((part) => files[part].filter((file) => file.includes(piece)));
		if (found.length > 0) return found;
	}
	return [];
}

function nothingHas(piece: string, parts: Part[]): string {
	const where = parts.length > 0 ? `No test file of ${parts.join(' and ')}` : 'No test file';
	return `${where} has “${piece}” in its path.`;
}

const isTestNamePattern = (arg: string) => /^(-t|--testNamePattern)/.test(arg);
