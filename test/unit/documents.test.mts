import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { LINES } from '../../host/lines.mjs';
import { projectRoot } from '../../host/project.mjs';
import { usualLookBack, usualMinutes } from '../../nodes/ClockodoTrigger/look-settings.js';
import { properties } from '../../nodes/ClockodoTrigger/properties.js';
import { callsOf, nodeChoices } from '../../nodes/Clockodo/table/operations.js';
import {
	customCallResource,
	eventResource,
	resources,
} from '../../nodes/Clockodo/table/resources/index.js';
import { vendorRateLimits } from '../../sandbox/api/rate-limits.mjs';
import { plans } from '../../sandbox/store/plans.mjs';
import { requestsALook } from '../../src/changes/lists.js';
import { largestSnapshot } from '../../src/changes/snapshot.js';
import { entities, type EntityName } from '../../src/clockodo/entities.js';
import { events } from '../../src/clockodo/events.js';
import { offeredOperations, operations } from '../../src/clockodo/operations/index.js';
import { rateLimits } from '../../src/clockodo/pace.js';
import {
	anchorsOf,
	type Document,
	linksOf,
	readDocuments,
	readPointers,
	tableRows,
	unevenRows,
	withoutCode,
} from '../support/documents.mjs';

const root = projectRoot();
const repository = 'https://github.com/n8n-nodes-clockodo/n8n-nodes-clockodo/blob/main/';

let documents: Document[];

beforeAll(async () => {
	documents = await readDocuments();
});

/** The document at the path, which may be written with slashes only. */
function documentAt(path: string): Document {
	const found = documents.find((each) => each.path === join(path));
	if (!found) throw new Error(`There is no document ${path}`);
	return found;
}

/** What the documents say by this expression, each with its document. */
const said = (expression: RegExp, among = documents) =>
	among.flatMap(({ path, text }) =>
		[...text.matchAll(expression)].map(([words, value = words]) => ({ path, value })),
	);

const others = (found: ReturnType<typeof said>, known: readonly unknown[]) =>
	found.filter(({ value }) => !known.map(String).includes(value));

const format = (number: number, language: string) =>
	new Intl.NumberFormat(language, { useGrouping: true }).format(number);

/** What was true once stays in the changelog. */
const present = () => documents.filter(({ path }) => path !== 'CHANGELOG.md');

describe('the documents', () => {
	it('are the ones that a reader looks for, in German where Germans begin', () => {
		const paths = documents.map(({ path }) => path);
		for (const name of ['catch-up', 'troubleshooting', 'faq', 'rights', 'setup-in-clockodo']) {
			expect(paths).toContain(join('docs', `${name}.md`));
		}
		for (const name of ['einrichten', 'nachsehen', 'fehlersuche']) {
			expect(paths).toContain(join('docs', 'de', `${name}.md`));
		}
	});

	it('have no link that leads nowhere', async () => {
		const dead: string[] = [];
		for (const document of documents) {
			for (const { written, path, anchor } of linksOf(document)) {
				const target = documents.find((each) => each.path === path);
				const isThere = await access(join(root, path)).then(
					() => true,
					() => false,
				);
				const isHeading = anchor === undefined || (target && anchorsOf(target).includes(anchor));
				if (!isThere || !isHeading) dead.push(`${document.path}: ${written}`);
			}
		}
		expect(dead).toEqual([]);
	});

	it('have tables whose rows are as wide as their heads', () => {
		expect(documents.flatMap(unevenRows)).toEqual([]);
	});

	it('are where the nodes’ own links lead to', async () => {
		const links = (await readPointers()).flatMap(({ text }) =>
			[...text.matchAll(new RegExp(`${repository}([\\w./-]+)`, 'g'))].map(([, path = '']) => path),
		);
		expect(links.length).toBeGreaterThan(2);
		expect(links.filter((path) => !documents.some((each) => each.path === join(path)))).toEqual([]);
	});

	it('name only commands that there are', async () => {
		const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const commands = said(/`(?:[^`\n]*&& )?npm run ([\w:-]+)/g, present());
		expect(commands.length).toBeGreaterThan(10);
		expect(others(commands, Object.keys(scripts))).toEqual([]);
	});

	it('install with `npm ci`', () => {
		expect(said(/^(?:\$ )?npm (?:install|i)$/gm, present())).toEqual([]);
		expect(withoutCode(documentAt('README.md').text)).toContain('npm ci');
	});
});

describe('the documents’ numbers', () => {
	it('of events are those of the table', () => {
		const found = events.filter(({ action }) => action !== 'budget_notification');
		const all = said(/\b(?:all|the|Clockodo's) (\d+) events\b/gi, present());
		expect(all.length).toBeGreaterThan(0);
		expect(others(all, [events.length])).toEqual([]);
		const ofAll = said(/\b(\d+ (?:of the|von) 47)\b/g, present());
		expect(ofAll.map(({ value }) => value)).toContain(`${found.length} of the ${events.length}`);
		expect(
			others(ofAll, [
				`${found.length} of the ${events.length}`,
				`${found.length} von ${events.length}`,
			]),
		).toEqual([]);
	});

	it('of operations are those of the node and of the API', () => {
		const own = nodeChoices.length + 2;
		const ofApi = new Set(nodeChoices.flatMap(callsOf).map(({ id }) => id));
		const vendors = operations().filter(({ id }) => ofApi.has(id)).length;
		const known = [own, vendors, operations().length];
		expect(others(said(/\b(\d+) operations\b/g, present()), known)).toEqual([]);
		expect(documentAt('README.md').text).toContain(`${own} operations`);
		expect(vendors).toBeLessThanOrEqual(offeredOperations().length);
	});

	it('of versions are those that are installed for the tests', async () => {
		const { text } = documentAt('README.md');
		for (const line of LINES) {
			const manifest = await readFile(join(root, 'host', 'lines', line, 'package.json'), 'utf8');
			const { dependencies } = JSON.parse(manifest) as { dependencies: { n8n: string } };
			expect(text).toContain(`| ${dependencies.n8n} `);
		}
	});

	it('of requests a look are those that looks take', () => {
		const ofAll = (names: readonly EntityName[]) =>
			names.reduce((sum, name) => sum + requestsALook(name), 0);
		const wanted = [
			ofAll(['customer']),
			ofAll(['absence']),
			ofAll(['entry']),
			3 * ofAll(['entry']),
			ofAll(entities.map(({ name }) => name)),
		].map((requests) => [requests, ...[5, 15, 60].map((minutes) => (requests * 1_440) / minutes)]);
		for (const [path, heading, language] of [
			['docs/catch-up.md', 'Chosen events of', 'en'],
			['docs/de/nachsehen.md', 'Gewählte Ereignisse', 'de'],
		] as const) {
			const rows = tableRows(documentAt(path));
			const begin = rows.findIndex(([first]) => first === heading) + 1;
			const table = rows.slice(begin, begin + wanted.length).map(([, ...numbers]) => numbers);
			expect(table).toEqual(wanted.map((row) => row.map((number) => format(number, language))));
		}
	});

	it('of requests that are allowed are Clockodo’s, or those that the pace keeps to', () => {
		const known = (seconds: number) => [
			...vendorRateLimits.filter((limit) => limit.seconds === seconds),
			...rateLimits.filter(({ milliseconds }) => milliseconds === seconds * 1_000),
		];
		for (const [seconds, expression] of [
			[60, /([\d.,]*\d) requests a minute/g],
			[3_600, /([\d.,]*\d) (?:an hour|je Stunde)\b/g],
			[86_400, /([\d.,]*\d) (?:requests a day|Anfragen am Tag)/g],
		] as const) {
			const all = said(expression, present()).map(({ path, value }) => ({
				path,
				value: value.replace(/[.,]/g, ''),
			}));
			expect(all.length).toBeGreaterThan(1);
			const allowed = known(seconds).map(({ requests }) => requests);
			expect(others(all, allowed)).toEqual([]);
		}
	});

	it('of webhooks in each plan are those of the plans', () => {
		const rowsOf = (path: string, name: string) =>
			tableRows(documentAt(path)).filter(([first = '']) => new RegExp(`\\b${name}\\b`).test(first));
		for (const path of ['README.md', 'docs/catch-up.md', 'docs/de/nachsehen.md']) {
			for (const { label, limit } of Object.values(plans)) {
				const rows = rowsOf(path, label);
				expect(rows).not.toEqual([]);
				for (const [, webhooks] of rows) expect(webhooks).toMatch(new RegExp(`\\b${limit}\\b`));
			}
		}
	});

	it('of ports are those that the commands take', async () => {
		const sandbox = await readFile(join(root, 'sandbox', 'main.mts'), 'utf8');
		const [, own = ''] = /DEFAULT_PORT = (\d+)/.exec(sandbox) ?? [];
		const { text } = documentAt('docs/webhook-api.md');
		const ports = said(/(?:127\.0\.0\.1:|\(port )(\d+)/g, [{ path: '', text }]);
		expect(ports.length).toBeGreaterThan(1);
		expect(others(ports, [own])).toEqual([]);
	});

	it('of looks are those that the trigger begins with', () => {
		for (const [path, days, kilobytes] of [
			['docs/catch-up.md', `${usualLookBack} days`, `${largestSnapshot / 1024} kB`],
			['docs/de/nachsehen.md', `${usualLookBack} Tage`, `${largestSnapshot / 1024} kB`],
		] as const) {
			expect(documentAt(path).text).toContain(days);
			expect(documentAt(path).text).toContain(kilobytes);
		}
		const [few, many, most] = properties
			.filter(({ name }) => name === 'catchUp')
			.flatMap(({ options = [] }) => options.map((option) => 'value' in option && option.value));
		expect(documentAt('docs/de/nachsehen.md').text).toContain(
			`${few}, ${many} oder ${most} Minuten`,
		);
		const { text } = documentAt('docs/catch-up.md');
		expect(
			said(new RegExp(`${few}, ${many}, ${most} minutes`, 'g'), [{ path: '', text }]),
		).toHaveLength(2);
		expect(text).toContain(`begins with ${usualMinutes.polling}.`);
		expect(text).toContain(`begins with ${usualMinutes.webhooks}.`);
	});
});

describe('docs/rights.md', () => {
	it('has each entity of the events, and each resource of the node, once', () => {
		const { text } = documentAt('docs/rights.md');
		const partOf = (heading: string) => {
			const [, part = ''] = text.split(`## ${heading}\n`);
			const rows = tableRows({ path: '', text: part.split('\n## ')[0] ?? '' });
			return rows.slice(1).map(([first = '']) => first);
		};
		expect(partOf("For the trigger's events").sort()).toEqual(
			entities.map(({ label }) => label).sort(),
		);
		const last = `${eventResource.name}, ${customCallResource.name}`;
		expect(partOf("For the Clockodo node's operations").sort()).toEqual(
			[...resources.map(({ name }) => name), last].sort(),
		);
	});
});
