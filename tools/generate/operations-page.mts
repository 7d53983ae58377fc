import { callsOf, isAct, nodeChoices } from '../../nodes/Clockodo/table/operations.js';
import { resources } from '../../nodes/Clockodo/table/resources/index.js';
import { largestPage } from '../../src/clockodo/operation.js';
import { formatAll } from './format.mjs';

/**
 * docs/operations.md by its path: what the node can do, and which endpoint of the API stands behind
 * it. Of the table as it is compiled; it needs no description.
 */
export async function renderOperationsPage(): Promise<Map<string, string>> {
	return await formatAll(new Map([['docs/operations.md', operationsPage()]]));
}

function operationsPage(): string {
	const byName = <Named extends { name: string }>(items: readonly Named[]) =>
		[...items].sort((one, other) => one.name.localeCompare(other.name));
	const sections = byName(resources).map((resource) => {
		const rows = byName(resource.operations).map((choice) => {
			const found = nodeChoices.find((each) => each.choice === choice);
			if (!found) throw new Error(`${choice.name} is not among the node's operations`);
			const endpoints = callsOf(found).map(({ method, path }) => `\`${method} ${path}\``);
			const page = isAct(found) ? undefined : largestPage(found.operation);
			const pages = page ? ` (pages of ${page.toLocaleString('en')})` : '';
			return `| ${choice.name} | ${endpoints.join('<br>')} | ${choice.description}${pages} |`;
		});
		return [
			`## ${resource.name}`,
			'',
			'| Operation | Endpoint | What it does |',
			'| --- | --- | --- |',
			...rows,
			'',
		].join('\n');
	});
	const endpoints = new Set(nodeChoices.flatMap(callsOf).map(({ id }) => id)).size;
	return [
		'# Operations of the Clockodo node',
		'',
		'Made by `npm run generate`: change `nodes/Clockodo/table/resources/`, not this page. How the node is used stands in [The Clockodo node](clockodo-node.md).',
		'',
		`${resources.length + 2} resources, ${nodeChoices.length + 2} operations on ${endpoints} endpoints. Event → Get Resource fetches what a notification speaks of; Custom API Call reaches every other endpoint.`,
		'',
		...sections,
	].join('\n');
}
