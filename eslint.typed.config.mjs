/**
 * The rules that n8n's own lint (eslint.config.mjs, for what ships) does not have: promises and
 * conditions by their types, for every file, and which room may import from which.
 */
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** What each room may import beside itself; docs/architecture.md, "Rooms", says why. */
const rooms = {
	'src/clockodo': [],
	'src/webhook': ['src/clockodo'],
	'src/changes': ['src/clockodo'],
	credentials: ['src/clockodo'],
	'nodes/ClockodoTrigger': ['src/webhook', 'src/changes', 'src/clockodo'],
	'nodes/Clockodo': ['src/clockodo'],
	'nodes/Clockodo/table': ['src/clockodo'],
	'nodes/Clockodo/panel': ['nodes/Clockodo/table', 'src/clockodo'],
	'nodes/Clockodo/call': ['nodes/Clockodo/table', 'src/clockodo'],
	host: [],
	// What starts the sandbox may import all of its rooms; of them, each only those that stand before it.
	sandbox: ['src/clockodo'],
	'sandbox/store': ['src/clockodo'],
	'sandbox/faults': ['src/clockodo'],
	'sandbox/client': ['sandbox/store', 'src/clockodo'],
	'sandbox/webhooks': ['sandbox/faults', 'sandbox/store', 'src/clockodo'],
	'sandbox/resources': ['sandbox/webhooks', 'sandbox/store', 'src/clockodo'],
	'sandbox/seed': ['sandbox/resources', 'sandbox/store', 'src/clockodo'],
	'sandbox/api': ['sandbox/resources', 'sandbox/faults', 'sandbox/store', 'src/clockodo'],
	'sandbox/web': [
		'sandbox/api',
		'sandbox/resources',
		'sandbox/webhooks',
		'sandbox/client',
		'sandbox/faults',
		'sandbox/store',
		'src/clockodo',
	],
	demo: ['host', 'sandbox'],
};

/** One zone a room: from the project's folder, nothing but the room itself, what it may import, and libraries. */
const zones = Object.entries(rooms).map(([room, others]) => ({
	target: `./${room}`,
	from: '.',
	except: [room, ...others, 'node_modules'].map((each) => `./${each}`),
	message: `${room}/ may import from ${others.join(', ') || 'no other room'}.`,
}));

export default tseslint.config(
	{ ignores: ['dist/', '.build/', '.data/', 'node_modules/'] },
	{
		files: ['**/*.ts', '**/*.mts'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: {
				project: ['./tsconfig.json', './tsconfig.tools.json'],
				tsconfigRootDir: import.meta.dirname,
			},
		},
		plugins: { '@typescript-eslint': tseslint.plugin, 'import-x': importX },
		settings: {
			'import-x/resolver-next': [
				createTypeScriptImportResolver({ project: './tsconfig.tools.json' }),
			],
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
			],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-unnecessary-condition': [
				'error',
				{ allowConstantLoopConditions: 'only-allowed-literals' },
			],
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/prefer-nullish-coalescing': 'off',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'import-x/no-cycle': 'error',
			'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
			'import-x/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
			'import-x/no-self-import': 'error',
			'import-x/order': [
				'error',
				{
					groups: ['builtin', 'external', ['parent', 'sibling', 'index']],
					'newlines-between': 'ignore',
				},
			],
			eqeqeq: 'error',
			'no-console': 'off',
		},
	},
	{
		files: ['nodes/Clockodo/call/**/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				...['words', 'choice'].flatMap((holder) =>
					[`[object.name='${holder}']`, `[object.property.name='${holder}']`].map((of) => ({
						selector: `MemberExpression${of}[property.name=/^(action|description|filter|placeholder)$/]`,
						message:
							'The package has these words in the panel alone (tools/bundle/made-panel.mts).',
					})),
				),
			],
		},
	},
);
