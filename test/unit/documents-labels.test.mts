import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { type Document, readDocuments } from '../support/documents.mjs';
import { type Labels, panelLabels, quotedWords, sourceWords } from '../support/labels.mjs';

/** For people who work on the package, with emphasis of their own; the changelog tells of former labels. */
const forDevelopers = [
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	...['architecture', 'benchmarks', 'testing'].map((name) => join('docs', `${name}.md`)),
];

/** Labels of n8n's editor and of its own nodes. */
const ofN8n = [
	'Add first step',
	'Execute Workflow',
	'Execute step',
	'Executions',
	'Import from file',
	'Inactive',
	'Install',
	'More details',
	'On entry stopped',
	'Production URL',
	'Publish',
	'Published',
	'Retry',
	'Retry execution',
	'Retry with currently saved workflow',
	'Save',
	'Schedule Trigger',
	'Settings → Community nodes',
	'Settings → Community nodes → Update',
	'Settings → Error Workflow',
	'Settings → On Error → Continue',
	'Settings → Timezone',
	'Test URL',
	'Tool',
	'Unpublish',
	'Webhook URLs',
	'Workflow settings → Timezone',
	'from URL',
];

/** Labels of Clockodo's web app, and its names of rights. */
const ofClockodo = [
	'Personal data',
	'Persönliche Daten',
	'Protokoll',
	'Service Assignments',
	'Validate webhook',
	'Webhooks',
	'add data',
	'edit reports',
	'see reports',
];

/** No labels: what is stressed, and ends of labels and of messages. */
const stressed = [
	'(completed)',
	'(inactive)',
	'Mit Webhooks',
	'Polling',
	'What it remembers is gone',
	'deleted',
	'is now',
	'running',
	'static data',
	'stopped',
	'while it holds the lock',
	'worker',
	'… Deleted',
];

const others = [...ofN8n, ...ofClockodo, ...stressed];

/** A label of the panel, or a way from one to a choice of it: `Registration → None (Polling)`. */
function isLabel(words: string, labels: Labels): boolean {
	return words
		.split(' → ')
		.every((part, index, parts) =>
			index === 0 ? labels.has(part) : labels.get(parts[index - 1] ?? '')?.has(part) === true,
		);
}

/** A sentence of ours, with … for what it names. */
function isSaid(words: string, source: string): boolean {
	const parts = words.split('…').map((part) => part.trim());
	return words.split(' ').length > 2 && parts.every((part) => source.includes(part));
}

describe('what the documents quote', () => {
	let labels: Labels;
	let source: string;
	let documents: Document[];

	beforeAll(async () => {
		labels = panelLabels();
		source = await sourceWords();
		documents = (await readDocuments()).filter(({ path }) => !forDevelopers.includes(path));
	});

	const unknownIn = (some: Document[]) =>
		some.flatMap((document) =>
			quotedWords(document)
				.filter((words) => !isLabel(words, labels) && !isSaid(words, source))
				.filter((words) => !others.includes(words))
				.map((words) => `${document.path}: ${words}`),
		);

	it('are labels of the nodes and credentials as they are today, in English and in German', () => {
		expect(unknownIn(documents)).toEqual([]);
		for (const name of ['catch-up', 'de/nachsehen']) {
			const document = documents.find(({ path }) => path === join('docs', `${name}.md`));
			const quoted = document === undefined ? [] : quotedWords(document);
			expect(quoted).toContain('Registration → None (Polling)');
			expect(quoted.filter((words) => isLabel(words, labels)).length).toBeGreaterThan(5);
		}
	});

	it.each([
		['a label that was renamed', 'Set _Look Up_ to five.'],
		['a bold one', 'Set **Registering** to five.'],
		['another capital', 'Switch _Catch up_ off.'],
		['a choice of another parameter', 'Choose _Registration → Every Hour_.'],
		['a sentence that is said in other words', 'It says _Choose at least one thing in …_'],
	])('would not be, with %s', (_, text) => {
		expect(unknownIn([{ path: 'x', text }])).toHaveLength(1);
	});

	it('of others is a list of what is quoted', () => {
		const quoted = documents.flatMap(quotedWords);
		expect(others.filter((words) => !quoted.includes(words))).toEqual([]);
	});
});
