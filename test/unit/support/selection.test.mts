import { describe, expect, it } from '@jest/globals';

import { linesOf } from '../../parts.mjs';
import { select, type TestFiles } from '../../support/selection.mjs';

const files: TestFiles = {
	unit: ['test/unit/package.test.mts', 'test/unit/host/install.test.mts'],
	sandbox: ['test/sandbox/webhooks.test.mts', 'test/sandbox/package.test.mts'],
	n8n: ['test/n8n/attack.test.mts'],
	browser: ['test/browser/editor.test.mts'],
	contract: ['test/contract/sandbox.test.mts'],
	queue: ['test/queue/scale.test.mts'],
	faults: ['test/faults/crash.test.mts', 'test/faults/queue-crash.test.mts'],
	release: ['test/release/release.test.mts'],
	compat: ['test/compat/n8n-2.40.test.mts', 'test/compat/n8n-1.123.test.mts'],
};

/** The parts and files alone. */
const runsOf = (...args: string[]) => {
	const selection = select(args, files);
	return 'reason' in selection ? selection.reason : selection.runs;
};

describe('what a test command runs', () => {
	it('is everything that needs no service from outside, without a name', () => {
		expect(runsOf()).toEqual([
			{ part: 'unit', files: files.unit },
			{ part: 'sandbox', files: files.sandbox },
			{ part: 'n8n', files: files.n8n },
			{ part: 'browser', files: files.browser },
		]);
	});

	it('is a part by its name, whole, and each part once', () => {
		expect(runsOf('unit')).toEqual([{ part: 'unit', files: files.unit }]);
		expect(runsOf('faults', 'queue', 'faults')).toEqual([
			{ part: 'faults', files: files.faults },
			{ part: 'queue', files: files.queue },
		]);
	});

	it('is the files whose path has the name, and no part without one', () => {
		expect(runsOf('attack')).toEqual([{ part: 'n8n', files: ['test/n8n/attack.test.mts'] }]);
		expect(runsOf('package')).toEqual([
			{ part: 'unit', files: ['test/unit/package.test.mts'] },
			{ part: 'sandbox', files: ['test/sandbox/package.test.mts'] },
		]);
		expect(runsOf('test/unit/host/install.test.mts')).toEqual([
			{ part: 'unit', files: ['test/unit/host/install.test.mts'] },
		]);
	});

	it('is what has one of several names', () => {
		expect(runsOf('editor', 'install')).toEqual([
			{ part: 'unit', files: ['test/unit/host/install.test.mts'] },
			{ part: 'browser', files: ['test/browser/editor.test.mts'] },
		]);
	});

	it('is of the named part alone where a part is named too', () => {
		expect(runsOf('sandbox', 'package')).toEqual([
			{ part: 'sandbox', files: ['test/sandbox/package.test.mts'] },
		]);
	});

	it('is of the parts with services only where no other file has the name', () => {
		expect(runsOf('queue-crash')).toEqual([
			{ part: 'faults', files: ['test/faults/queue-crash.test.mts'] },
		]);
		expect(runsOf('sandbox.test')).toEqual([
			{ part: 'contract', files: ['test/contract/sandbox.test.mts'] },
		]);
		expect(runsOf('install', 'scale')).toEqual([
			{ part: 'unit', files: ['test/unit/host/install.test.mts'] },
			{ part: 'queue', files: ['test/queue/scale.test.mts'] },
		]);
	});

	it('is nothing where nothing has a name, and says so in one sentence', () => {
		expect(runsOf('nowhere')).toBe('No test file has “nowhere” in its path.');
		expect(runsOf('attack', 'nowhere')).toBe('No test file has “nowhere” in its path.');
		expect(runsOf('unit', 'attack')).toBe('No test file of unit has “attack” in its path.');
		expect(runsOf('unit', 'queue', 'attack')).toBe(
			'No test file of unit and queue has “attack” in its path.',
		);
	});

	it('hands everything on to Jest from the first option on', () => {
		const selection = select(['attack', '--verbose', '-t', 'unit'], files);
		expect(selection).toEqual({
			runs: [{ part: 'n8n', files: files.n8n }],
			jestArgs: ['--verbose', '-t', 'unit'],
			byTestName: true,
		});
	});

	it.each([
		[['-t', 'name'], true],
		[['-t=name'], true],
		[['--testNamePattern', 'name'], true],
		[['--testNamePattern=name'], true],
		[['--verbose'], false],
		[['--testTimeout=1'], false],
		[[], false],
	])('knows of %j whether they choose tests by name', (args, byTestName) => {
		expect(select(args, files)).toMatchObject({ jestArgs: args, byTestName });
	});
});

describe('the lines of n8n that test files need', () => {
	it('are those in their names, and the default one where there is none', () => {
		expect(linesOf(files.compat)).toEqual(['2.40', '1.123']);
		expect(linesOf(['test/compat/n8n-1.123.test.mts'])).toEqual(['1.123']);
		expect(linesOf(files.n8n)).toEqual(['2.40']);
	});
});
