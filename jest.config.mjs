/** Jest runs what `npm run build:tools` compiled: the same code that ships, native ES modules for `.mts`. */
const room = (displayName, more = {}) => ({
	displayName,
	rootDir: '.build',
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.mjs`],
	transform: {},
	moduleFileExtensions: ['mjs', 'js', 'json', 'node'],
	...more,
});

export default {
	projects: ['unit', 'sandbox', 'n8n', 'browser', 'contract', 'queue', 'faults'].map((name) =>
		room(name),
	),
};
