import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
} from 'n8n-workflow';

import { ClockodoApi } from '../../credentials/ClockodoApi.credentials.js';
import { ClockodoWebhookTokenApi } from '../../credentials/ClockodoWebhookTokenApi.credentials.js';
import { projectRoot } from '../../host/project.mjs';
import { Clockodo } from '../../nodes/Clockodo/Clockodo.node.js';
import { ClockodoTrigger } from '../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { type Document, withoutCode } from './documents.mjs';

/** What stands in n8n's panel: each label, with the choices below it where it has some. */
export type Labels = ReadonlyMap<string, ReadonlySet<string>>;

type Item = INodeProperties | INodePropertyOptions | INodePropertyCollection | INodePropertyMode;

/** The labels of both nodes and of both credentials. */
export function panelLabels(): Labels {
	const labels = new Map<string, Set<string>>();
	const add = (label: string, choices: string[] = []) =>
		labels.set(label, new Set([...(labels.get(label) ?? []), ...choices]));
	const visit = (item: Item) => {
		const inside: Item[] = [
			...('options' in item ? (item.options ?? []) : []),
			...('values' in item ? item.values : []),
			...('modes' in item ? (item.modes ?? []) : []),
		];
		add(labelOf(item), inside.map(labelOf));
		for (const each of inside) visit(each);
	};
	for (const { description } of [new Clockodo(), new ClockodoTrigger()]) {
		add(description.displayName);
		for (const property of description.properties) visit(property);
		for (const [, output = ''] of JSON.stringify(description.outputs).matchAll(
			/displayName\\*":\\*"(\w+)/g,
		)) {
			add(output);
		}
		addOperations(description.properties, add);
	}
	for (const { displayName, properties } of [new ClockodoApi(), new ClockodoWebhookTokenApi()]) {
		add(displayName);
		for (const property of properties) visit(property);
	}
	return labels;
}

const labelOf = (item: Item): string => ('displayName' in item ? item.displayName : item.name);

/** A resource and its operations stand side by side in the panel; documents write `Clock → Get Many`. */
function addOperations(
	properties: INodeProperties[],
	add: (label: string, choices: string[]) => void,
): void {
	const choices = (name: string) =>
		properties
			.filter((property) => property.name === name)
			.flatMap(({ options = [], displayOptions }) =>
				options.map((option) => ({ ...(option as INodePropertyOptions), displayOptions })),
			);
	const operations = choices('operation');
	for (const { name, value } of choices('resource')) {
		const own = operations.filter(({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(value),
		);
		add(
			name,
			own.map((operation) => operation.name),
		);
	}
}

/** Everything that nodes, credentials and the sandbox's pages say, as it stands in their source. */
export async function sourceWords(): Promise<string> {
	const root = projectRoot();
	const folders = ['nodes', 'credentials', 'src', join('sandbox', 'web')];
	const texts = await Promise.all(
		folders.map(async (folder) => {
			const names = (await readdir(join(root, folder), { recursive: true })).filter((name) =>
				/\.m?ts$/.test(name),
			);
			return await Promise.all(
				names.map(async (name) => await readFile(join(root, folder, name), 'utf8')),
			);
		}),
	);
	return texts.flat().join('\n').replace(/\\'/g, "'");
}

/** What a document quotes: the words in _italics_, and the **bold** ones that look like a label. */
export function quotedWords({ text }: Document): string[] {
	const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
	const italic = [...prose.matchAll(/(?<![\w_])_([^_\n]+)_(?!\w)/g)].map(([, words = '']) => words);
	return [...italic, ...boldLabels(prose)];
}

/** Bold words in the middle of a sentence, each with a capital. What begins a line or a cell is its heading. */
function boldLabels(prose: string): string[] {
	return [...prose.matchAll(/\*\*([^*\n]+)\*\*/g)]
		.filter(({ index }) => !/(^|\n|\| )\s*([-*>]|\d+\.)?\s*$/.test(prose.slice(0, index)))
		.map(([, words = '']) => words)
		.filter((words) => words.split(/\s+/).every((word) => /^[A-Z(→]/.test(word)))
		.filter((words) => !/[.:?!]$/.test(words));
}
