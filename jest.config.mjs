/**
 * Jest runs what `npm run build:tools` compiled: the same code that ships, native ES modules for
 * `.mts`. A project of Jest's is a part of the tests (test/parts.mts).
 */
const part = (displayName) => ({
	displayName,
	rootDir: '.build',
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.mjs`],
	transform: {},
	moduleFileExtensions: ['mjs', 'js', 'json', 'node'],
});

const parts = [
	'unit',
	'sandbox',
	'n8n',
	'browser',
	'contract',
	'queue',
	'faults',
	'release',
	'compat',
];

export default { projects: parts.map(part) };
