import { describe, expect, it } from '@jest/globals';

import { countsOf, sum, totalLine } from '../../support/counts.mjs';

const report = {
	numPassedTests: 5,
	numFailedTests: 0,
	numPendingTests: 0,
	numTodoTests: 0,
	numRuntimeErrorTestSuites: 0,
	success: true,
};

describe('the total of a test command', () => {
	it('counts what passed', () => {
		expect(countsOf(report)).toEqual({ passed: 5, failed: 0 });
	});

	it('counts failed, skipped and planned tests and suites that did not load as failed', () => {
		const bad = { ...report, numFailedTests: 1, numPendingTests: 2, numTodoTests: 4 };
		expect(countsOf({ ...bad, numRuntimeErrorTestSuites: 8, success: false }).failed).toBe(15);
	});

	it.each([
		['a run that found no test', { ...report, numPassedTests: 0 }],
		['a run that failed without a failed test', { ...report, success: false }],
		['a run that wrote no report', undefined],
	])('counts %s as one failure', (_, given) => {
		expect(countsOf(given).failed).toBe(1);
	});

	it('takes what Jest skipped for unasked where tests were chosen by name', () => {
		expect(countsOf({ ...report, numPendingTests: 7 }, true)).toEqual({ passed: 5, failed: 0 });
		const none = { ...report, numPassedTests: 0, numPendingTests: 7 };
		expect(countsOf(none, true)).toEqual({ passed: 0, failed: 0 });
		expect(countsOf({ ...report, success: false }, true)).toEqual({ passed: 5, failed: 1 });
		expect(countsOf({ ...report, numFailedTests: 2 }, true).failed).toBe(2);
	});

	it('adds up, in exactly the form that is looked for', () => {
		expect(
			totalLine(
				sum([
					{ passed: 1, failed: 2 },
					{ passed: 10, failed: 0 },
				]),
			),
		).toBe('11 passed, 2 failed');
	});
});
