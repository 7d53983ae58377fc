import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { runTrigger, type TriggerRun } from '../../support/trigger-run.mjs';

const parameters = { registration: 'automatic', events: ['entry.stopped'] };
let sandbox: Sandbox;
let trigger: TriggerRun;
let others: Array<{ close(): Promise<void> }>;

beforeEach(async () => {
	sandbox = await startSandbox();
	trigger = await runTrigger(sandbox, { parameters });
	others = [];
});

afterEach(async () => {
	await Promise.all(others.map(async (each) => await each.close()));
	await trigger.close();
	await sandbox.close();
});

/**
 * Gives the trigger a state that says where it was registered before, and Clockodo the webhook of
 * that registration.
 */
async function registeredBefore(change: { host?: string; path?: string; otherN8n?: boolean }) {
	await trigger.create();
	const { registered } = trigger.staticData as { registered: { url: string; instanceId: string } };
	await trigger.delete();
	const { pathname } = new URL(trigger.url);
	const url = `${change.host ?? 'https://before.example'}${change.path ?? pathname}`;
	trigger.staticData.registered = {
		...registered,
		url,
		...(change.otherN8n && { instanceId: `not ${registered.instanceId}` }),
	};
	sandbox.webhooks.create({ event_name: 'entry.stopped', url, token: 'of the registration' });
	return url;
}

const urlsAtTheApi = () => sandbox.webhooks.list().map(({ url }) => url);

describe('a trigger whose n8n has got another address', () => {
	it('takes the webhooks of the earlier address away when it registers', async () => {
		await registeredBefore({});
		await trigger.create();
		expect(urlsAtTheApi()).toEqual([trigger.url]);
		expect(trigger.staticData.registered).toMatchObject({ url: trigger.url });
	});

	it('takes them away when it is unpublished', async () => {
		await registeredBefore({});
		await trigger.delete();
		expect(urlsAtTheApi()).toEqual([]);
	});
});

describe('a trigger whose registration has failed', () => {
	/** All requests to these paths are refused. */
	const refuse = (...paths: string[]) =>
		sandbox.faults.set({
			answers: paths.map((path) => ({ kind: 'status', status: 403, count: null, path })),
		});

	it('takes away what it began to register', async () => {
		refuse('/v2/webhooks/1');
		await expect(trigger.create()).rejects.toThrow('may be left in Clockodo');
		sandbox.faults.clear();
		expect(urlsAtTheApi()).toEqual([trigger.url]);
		expect(await trigger.delete()).toBe(true);
		expect(urlsAtTheApi()).toEqual([]);
	});

	it('leaves the webhooks of an earlier address where they are, and asks nobody there', async () => {
		const server = await answeringAt(() => '');
		const earlier = await registeredBefore({ host: server.host });
		refuse('/v2/webhooks/3/validate');
		await expect(trigger.create()).rejects.toThrow('could not be validated');
		sandbox.faults.clear();
		expect(await trigger.delete()).toBe(true);
		expect(urlsAtTheApi()).toEqual([earlier]);
		expect(server.asked).toEqual([]);
		// The next registration looks after them.
		await trigger.create();
		expect(urlsAtTheApi()).toEqual([trigger.url]);
	});
});

/** A server that gives this as the mark of a trigger for each URL, and notes what it is asked. */
async function answeringAt(mark: (url: string) => string | Promise<string>) {
	const asked: Array<{ method?: string; headers: object }> = [];
	const server = createServer((request, response) => {
		asked.push({ method: request.method, headers: request.headers });
		void (async () => {
			const given = await mark(`${host}${request.url}`);
			response.writeHead(404, { 'x-clockodo-trigger': given }).end('{}');
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	others.push({
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	});
	return { host, asked };
}

const digestOf = (url: string) => createHash('sha256').update(url).digest('hex').slice(0, 32);

describe('a trigger whose earlier address answers', () => {
	const remove = async () => await trigger.delete();
	const create = async () => await trigger.create();

	it.each([
		['registers', create, true],
		['is unpublished', remove, false],
	])(
		'leaves a live trigger’s webhooks where they are, and says so, when it %s',
		async (_when, act, isThere) => {
			const { host, asked } = await answeringAt(digestOf);
			const earlier = await registeredBefore({ host });
			await act();
			expect(urlsAtTheApi().sort()).toEqual([earlier, ...(isThere ? [trigger.url] : [])].sort());
			expect(trigger.warnings).toEqual([
				expect.stringMatching(/'Clockodo Trigger'.*stay in Clockodo/),
			]);
			expect(trigger.warnings[0]).toContain(earlier);
			expect(asked.map(({ method }) => method)).toEqual(['GET']);
			expect(JSON.stringify(asked)).not.toContain(sandbox.credentials.apiKey);
		},
	);

	it.each<[string, (url: string) => string | Promise<string>]>([
		['something that is no trigger', () => ''],
		['a trigger for another URL', () => digestOf('https://n8n.example/webhook/other')],
		[
			'this very n8n, which has another address by now',
			async () => (await fetch(trigger.url)).headers.get('x-clockodo-trigger') ?? '',
		],
	])('takes its webhooks away where %s answers', async (_who, mark) => {
		const { host, asked } = await answeringAt(mark);
		await registeredBefore({ host });
		await trigger.create();
		expect(urlsAtTheApi()).toEqual([trigger.url]);
		expect(trigger.warnings).toEqual([]);
		expect(asked).toHaveLength(1);
	});
});

describe('the URL of a trigger', () => {
	it.each(['GET', 'HEAD'])('says to a %s by a digest that it is alive', async (method) => {
		for (const accept of ['application/json', 'text/html']) {
			const { headers } = await fetch(trigger.url, { method, headers: { accept } });
			expect(headers.get('x-clockodo-trigger')).toBe(digestOf(trigger.url));
		}
	});

	it('says so as well where the setup page is switched off', async () => {
		const off = { ...parameters, options: { setupPage: false } };
		const other = await runTrigger(sandbox, { parameters: off });
		others.push(other);
		const { headers, status } = await fetch(other.url, { headers: { accept: 'text/html' } });
		expect(status).toBe(404);
		expect(headers.get('x-clockodo-trigger')).toBe(digestOf(other.url));
	});
});

describe('a copy of a workflow that n8n refuses, since the URL is the original’s', () => {
	interface State {
		registered: { url: string; instanceId: string; workflowId: string };
		unfinished?: object;
	}

	/** The copy's clean-up, with what it carries of the original's state; gives the requests to the API. */
	async function cleanUpOf(
		workflowId: string,
		carried: (state: State) => IDataObject,
	): Promise<number> {
		await trigger.create();
		const { base } = trigger;
		const copy = await runTrigger(sandbox, { parameters, workflowId, base });
		others.push(copy);
		expect(copy.url).toBe(trigger.url);
		Object.assign(copy.staticData, carried(trigger.staticData as unknown as State));
		const before = sandbox.requests.total();
		expect(await copy.delete()).toBe(true);
		return sandbox.requests.total() - before;
	}

	const otherN8n = ({ registered }: State) => ({ ...registered, instanceId: 'another' });

	it.each<[string, (state: State) => IDataObject]>([
		['nothing', () => ({})],
		['the original’s registration', ({ registered }) => ({ registered })],
		[
			'a registration that the original has not finished',
			({ registered }) => ({ registered, unfinished: { ...registered } }),
		],
	])(
		'leaves the original’s webhooks alone, and asks nobody: it carries %s',
		async (_what, carried) => {
			expect(await cleanUpOf('a-copy', carried)).toBe(0);
			expect(urlsAtTheApi()).toEqual([trigger.url]);
		},
	);

	it('leaves them alone as well where another n8n has registered or begun to', async () => {
		const foreign = (state: State) => ({
			registered: otherN8n(state),
			unfinished: otherN8n(state),
		});
		const there = (state: State) =>
			Object.fromEntries(
				Object.entries(foreign(state)).map(([name, each]) => [
					name,
					{ ...each, workflowId: 'moved' },
				]),
			);
		expect(await cleanUpOf('moved', there)).toBe(0);
		expect(urlsAtTheApi()).toEqual([trigger.url]);
	});

	it.each(['registered', 'unfinished'])(
		'is none where this workflow itself has %s: its webhooks go, whatever the process knows',
		async (what) => {
			const workflowId = `itself-${what}`;
			const own = ({ registered }: State) => ({ [what]: { ...registered, workflowId } });
			expect(await cleanUpOf(workflowId, own)).toBeGreaterThan(0);
			expect(urlsAtTheApi()).toEqual([]);
		},
	);
});

describe('a trigger whose static data was lost', () => {
	it('takes the webhooks away that its process has registered', async () => {
		await trigger.create();
		delete trigger.staticData.registered;
		await trigger.delete();
		expect(urlsAtTheApi()).toEqual([]);
	});

	it('takes the webhooks away that its process has found in place', async () => {
		await trigger.create();
		const { registered } = trigger.staticData as { registered: IDataObject };
		// Another process of the same n8n: this one has not registered them.
		const workflowId = 'found-in-place';
		const found = await runTrigger(sandbox, { parameters, workflowId, base: trigger.base });
		others.push(found);
		found.staticData.registered = { ...registered, workflowId };
		expect(await found.checkExists()).toBe(true);
		delete found.staticData.registered;
		await found.delete();
		expect(urlsAtTheApi()).toEqual([]);
	});

	it('does not take them away a second time: others may have them by then', async () => {
		await trigger.create();
		await trigger.delete();
		sandbox.webhooks.create({ event_name: 'entry.stopped', url: trigger.url, token: 'others' });
		await trigger.delete();
		expect(urlsAtTheApi()).toEqual([trigger.url]);
	});
});

describe('a copy of a published workflow, which carries the state of the original', () => {
	it.each([
		['in another n8n', { otherN8n: true }],
		['in the same n8n, with a path of its own', { path: '/webhook/of-the-original/webhook' }],
	])('leaves the original’s webhooks alone: %s', async (_where, change) => {
		const original = await registeredBefore(change);
		await trigger.create();
		expect(urlsAtTheApi().sort()).toEqual([trigger.url, original].sort());
		await trigger.delete();
		expect(urlsAtTheApi()).toEqual([original]);
	});

	it('leaves them alone, too, when it is unpublished before it was published', async () => {
		const original = await registeredBefore({ otherN8n: true });
		await trigger.delete();
		expect(urlsAtTheApi()).toEqual([original]);
	});
});
