/**
 * `npm run mutate`: breaks the hand-written rules of src/ in every place, one at a time, and counts
 * what no unit test notices. docs/testing.md says what the score is and which mutants may live.
 *
 * What `npm run build:tools` compiled is mutated and not its source: Jest runs that, and only so
 * does it know which tests depend on a mutated file.
 */
import { readdirSync } from 'node:fs';

import jestConfig from './jest.config.mjs';

const unit = jestConfig.projects.find(({ displayName }) => displayName === 'unit');

/**
 * The tests of these rules by themselves. Those in n8n's own contexts would take seconds for each
 * mutant, and with the random values of the fuzz tests the score would be another one each time.
 */
const tests = ['clockodo/*', 'readable/*', 'webhook/*', 'security-bounds'];

/** Tables that are generated, or written down from the vendor's description: the contract tests compare them. */
const tables = ['enums.ts', 'facts.ts', 'models.ts', 'time-zones.ts', 'webhook-operations.ts'];

/** What the hand-written sources were compiled to. */
const mutated = ['src/clockodo', 'src/clockodo/readable', 'src/webhook'].flatMap((room) =>
	readdirSync(room)
		.filter((file) => file.endsWith('.ts') && !tables.includes(file))
		.map((file) => `.build/${room}/${file.replace(/ts$/, 'js')}`),
);

/** The compiler writes this line; its mutants would say nothing of the project. */
const isCompilersOwn = ({ node }) =>
	node.type === 'ExpressionStatement' && node.expression.arguments?.[1]?.value === '__esModule';

export const strykerPlugins = [
	{
		kind: 'Ignore',
		name: 'compiler',
		value: {
			shouldIgnore: (path) => (isCompilersOwn(path) ? 'written by the compiler' : undefined),
		},
	},
];

export default {
	plugins: ['@stryker-mutator/jest-runner', './stryker.config.mjs'],
	ignorers: ['compiler'],
	mutate: mutated,
	testRunner: 'jest',
	testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
	coverageAnalysis: 'perTest',
	jest: {
		projectType: 'custom',
		config: {
			...unit,
			// Else those of the file come first.
			projects: [],
			// Loaded anew for each mutant: of n8n-workflow, these rules take `sleep`, which it has from there.
			moduleNameMapper: { '^n8n-workflow$': '@n8n/utils/sleep' },
			testMatch: tests.map((name) => `<rootDir>/test/unit/${name}.test.mjs`),
		},
	},
	concurrency: 2,
	// Jest leaves the ES modules of each run in memory.
	maxTestRunnerReuse: 100,
	incremental: true,
	incrementalFile: '.data/mutation/incremental.json',
	tempDirName: '.data/stryker',
	ignorePatterns: ['/*', '!/.build', '/.build/runs', '!/package.json', '!/*.config.mjs'],
	reporters: ['clear-text', 'html', 'json', 'progress'],
	clearTextReporter: { reportTests: false, skipFull: true },
	htmlReporter: { fileName: '.data/mutation/report.html' },
	jsonReporter: { fileName: '.data/mutation/report.json' },
};
