/** How a run of tests ended; a suite that did not even load counts as one that failed. */
export interface Counts {
	passed: number;
	failed: number;
}

/** What is used of the report that Jest writes with `--json`. */
export interface JestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
	success: boolean;
}

/**
 * The counts of one Jest run.
 *
 * A skipped test counts as failed, so that none is skipped silently; so does a run that failed
 * without naming a test, such as one that found no tests at all. Where tests were chosen by their
 * names (`byTestName`), Jest skips the others, and there may be none of that name.
 */
export function countsOf(report: JestReport | undefined, byTestName = false): Counts {
	if (report === undefined) return { passed: 0, failed: 1 };
	const skipped = byTestName ? 0 : report.numPendingTests + report.numTodoTests;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
	const nothingRan = report.numPassedTests === 0 && !byTestName;
	const failedSilently = failed === 0 && (nothingRan || !report.success);
	return { passed: report.numPassedTests, failed: failedSilently ? 1 : failed };
}

export function sum(all: Counts[]): Counts {
	return {
		passed: all.reduce((total, { passed }) => total + passed, 0),
		failed: all.reduce((total, { failed }) => total + failed, 0),
	};
}

/** The last line of every test command. */
export function totalLine({ passed, failed }: Counts): string {
	return `${passed} passed, ${failed} failed`;
}
