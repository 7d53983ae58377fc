import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { events } from '../../../src/clockodo/events.js';
import { sandboxClient } from '../../../sandbox/client/client.mjs';
import { causeEvent } from '../../../sandbox/client/scenarios.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { Opened } from '../../support/opened.mjs';
import { deriveToken, digestOf } from '../../../src/webhook/tokens.js';
import { runTrigger, type TriggerRun } from '../../support/trigger-run.mjs';

const token = 'a-token-of-the-user';
const opened = new Opened();
let sandbox: Sandbox;
let trigger: TriggerRun;

beforeAll(async () => {
	sandbox = opened.add(await startSandbox());
	trigger = opened.add(
		await runTrigger(sandbox, {
			parameters: {
				registration: 'manual',
				events: ['*'],
				// Names are read in requests of their own, and tested in trigger-names.test.mts.
				options: { deduplicate: false, readable: false },
			},
			token: { token, additionalTokens: 'another' },
		}),
	);
});

afterAll(async () => await opened.end());

const notification = (event_name: string, id: number, more: IDataObject = {}) => ({
	subscription_id: 1,
	company_id: 1337,
	occurred_at: '2026-11-24T10:00:00Z',
	event_name,
	payload: { [event_name.split('.')[0]]: { id } },
	...more,
});

async function send(body: unknown, query = '') {
	const response = await fetch(`${trigger.url}${query}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as IDataObject };
}

describe('webhook()', () => {
	it('hands a good notification over without its token, one for each token', async () => {
		for (const given of [token, 'another']) {
			const before = trigger.executions.length;
			const answer = await send(notification('entry.stopped', 5, { token: given, more: 1 }));
			expect(answer).toEqual({ status: 200, body: { status: 'accepted' } });
			const [[[{ json }]]] = trigger.executions.slice(before);
			expect(json).toEqual({
				...notification('entry.stopped', 5),
				received_at: expect.any(String),
			});
		}
	});

	it.each([
		[401, notification('entry.stopped', 5, { token: 'wrong' })],
		[401, notification('entry.stopped', 5)],
		[401, notification('entry.stopped', 5, { token: [token] })],
		[400, { hello: 'world', token }],
		[400, notification('entry.stopped', 0, { token })],
	])('answers %i and starts nothing', async (status, body) => {
		const before = trigger.executions.length;
		expect((await send(body)).status).toBe(status);
		expect(trigger.executions).toHaveLength(before);
	});

	/** Sends these bytes as what they call themselves, if anything. */
	async function sendBytes(text: string, type?: string): Promise<number> {
		const response = await fetch(trigger.url, {
			method: 'POST',
			headers: type === undefined ? {} : { 'Content-Type': type },
			body: Buffer.from(text),
		});
		return response.status;
	}

	it.each([
		undefined,
		'text/plain',
		'application/vnd.clockodo+json',
		'application/octet-stream',
		'application/x-www-form-urlencoded',
	])('reads JSON that comes as %s', async (type) => {
		const before = trigger.executions.length;
		const sent = notification('entry.stopped', 5, { token, more: 'a&b=c' });
		expect(await sendBytes(JSON.stringify(sent), type)).toBe(200);
		const [[[{ json }]]] = trigger.executions.slice(before);
		expect(json).toMatchObject(notification('entry.stopped', 5));
	});

	it.each([undefined, 'text/plain', 'application/x-www-form-urlencoded'])(
		'reads a form with a secret that comes as %s',
		async (type) => {
			const before = trigger.executions.length;
			expect(await sendBytes('secret=%7Bthe-secret%7D', type)).toBe(200);
			const [[[{ json }]]] = trigger.executions.slice(before);
			expect(json).toMatchObject({ secret: '{the-secret}' });
		},
	);

	it('turns away what cannot be read', async () => {
		expect(await sendBytes('{"event_name":', 'text/plain')).toBe(400);
		expect(await sendBytes('')).toBe(400);
	});

	it('shows a handshake on the output Validation', async () => {
		const secret = '0F8FAD5B-D9CB-469F-A165-70867728950E';
		const before = trigger.executions.length;
		expect((await send({ secret })).body).toEqual({ status: 'received' });
		const [[[{ json }]]] = trigger.executions.slice(before);
		const [eventItems, validationItems] = await trigger.execute([json]);
		expect(eventItems).toEqual([]);
		expect(validationItems[0].json).toMatchObject({ secret, webhook_url: trigger.url });
	});

	it('shows the setup page to browsers only, with the secret and no token', async () => {
		const page = await fetch(trigger.url, { headers: { Accept: 'text/html' } });
		const html = await page.text();
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(html).toContain('0F8FAD5B-D9CB-469F-A165-70867728950E');
		expect(html).not.toContain(token);
		expect((await fetch(trigger.url, { headers: { Accept: '*/*' } })).status).toBe(404);
	});
});

describe('execute()', () => {
	it.each(events.map(({ name }) => name))('%s gives the item with its resource', async (name) => {
		const id = await causeEvent(sandboxClient(sandbox), name);
		const flat = name === 'project.budget_notification';
		const payload = flat ? { payload: { id, type: 'projectBudget', threshold: 80 } } : {};
		const before = sandbox.requests.total();
		const [[item]] = await trigger.execute([notification(name, id, payload)]);
		const isGone = name.endsWith('.deleted');
		expect(item.json).toMatchObject({
			event_name: name,
			entity: name.split('.')[0],
			action: name.split('.')[1],
			resource_id: id,
			resource_status: isGone ? 'gone' : 'fetched',
			resource: isGone ? null : { id },
		});
		expect(sandbox.requests.total() - before).toBe(isGone ? 0 : 1);
	});

	it('fetches the subproject of its budget', async () => {
		const client = sandboxClient(sandbox);
		const id = await causeEvent(client, 'subproject.updated');
		const payload = { id, type: 'subprojectBudget', threshold: 80 };
		const [[item]] = await trigger.execute([
			notification('project.budget_notification', 1, { payload }),
		]);
		expect(item.json).toMatchObject({ entity: 'subproject', resource: { id } });
	});

	it('says gone where the resource was deleted since', async () => {
		const [[item]] = await trigger.execute([notification('customer.updated', 999_999)]);
		expect(item.json).toMatchObject({ resource_status: 'gone', resource: null });
	});

	it.each([
		['429 with Retry-After', { kind: 'rate_limit', retry_after: 1, count: 1 }],
		['429 without', { kind: 'rate_limit', count: 1 }],
		['503', { kind: 'status', status: 503, count: 2 }],
		['broken JSON', { kind: 'broken_json', count: 1 }],
		['HTML', { kind: 'html', count: 1 }],
		['a dropped connection', { kind: 'drop_connection', count: 1 }],
	] as const)('gets the resource in spite of %s', async (_what, fault) => {
		sandbox.faults.set({ answers: [{ ...fault, path: '/v3/customers/1' }] });
		const [[item]] = await trigger.execute([notification('customer.updated', 1)]);
		expect(item.json).toMatchObject({ resource_status: 'fetched', resource: { id: 1 } });
		expect(sandbox.faults.current().answers).toEqual([]);
	});

	it.each([
		[403, /rights/],
		[410, /retired.*update/],
		[401, /e-mail and API key/],
	])('does not repeat a %i and says what to do', async (status, words) => {
		sandbox.faults.set({
			answers: [{ kind: 'status', status, count: null, path: '/v3/customers/1' }],
		});
		const before = sandbox.requests.total();
		await expect(trigger.execute([notification('customer.updated', 1)])).rejects.toThrow(words);
		expect(sandbox.requests.total() - before).toBe(1);
		sandbox.faults.clear();
	});
});

describe('what a failed fetch says', () => {
	const descriptionWith = async (saveDataErrorExecution?: 'all' | 'none' | 'DEFAULT') => {
		const saving = await runTrigger(sandbox, {
			parameters: { registration: 'manual', events: ['*'], options: { deduplicate: false } },
			settings: saveDataErrorExecution && { saveDataErrorExecution },
		});
		sandbox.faults.set({ answers: [{ kind: 'status', status: 403, count: 1 }] });
		const error = await saving.execute([notification('customer.updated', 1)]).then(
			() => new Error('It did not fail'),
			(caught: unknown) => caught as Error & { description: string },
		);
		await saving.close();
		expect(error.message).toMatch(
			/^The resource of 'customer.updated' could not be fetched\. .*403/,
		);
		return (error as { description?: string }).description;
	};

	it('is where the event is kept, which the workflow’s settings decide', async () => {
		const request = 'The request was GET /v3/customers/1.';
		expect(await descriptionWith('all')).toBe(
			`The event is kept in this execution: 'Retry' fetches again. ${request}`,
		);
		expect(await descriptionWith('none')).toBe(
			`The event is not kept: the workflow's setting 'Save failed production executions' is off. Switch it on to be able to retry. ${request}`,
		);
		const unless = `The event is kept in this execution, and 'Retry' fetches again, unless the workflow's setting 'Save failed production executions' or n8n's own is off. ${request}`;
		expect(await descriptionWith('DEFAULT')).toBe(unless);
		expect(await descriptionWith()).toBe(unless);
	});
});

describe('n8n’s static data', () => {
	it.each(['manual', 'automatic'])(
		'is written by no request and no execution, with %s registration',
		async (registration) => {
			const secret = '0F8FAD5B-D9CB-469F-A165-70867728950E';
			const other = await runTrigger(sandbox, {
				parameters: { registration, events: ['*'], options: { deduplicate: false } },
				token: { token },
			});
			// What another node of the workflow, and a publication, keep there.
			other.staticData.registered = {
				url: other.url,
				instanceId: 'this',
				workflowId: 'test',
				at: 1,
				webhookIds: [1],
				tokenDigests: { 'entry.stopped': digestOf(token) },
			};
			other.saveStaticData();
			const before = JSON.stringify(other.staticData);
			for (const body of [
				notification('entry.stopped', 1, { token }),
				notification('entry.stopped', 1, { token: 'wrong' }),
				{ secret },
				{ hello: 'world' },
			]) {
				await fetch(other.url, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify(body),
				});
			}
			await fetch(other.url, { headers: { Accept: 'text/html' } });
			expect(other.executions.length).toBeGreaterThan(0);
			for (const [items] of other.executions) await other.execute(items.map(({ json }) => json));
			expect(JSON.stringify(other.staticData)).toBe(before);
			expect(other.isStaticDataChanged()).toBe(false);
			await other.close();
		},
	);
});

describe('a registration that a newer one has replaced', () => {
	it('is not believed again when an execution brings its state back', async () => {
		const automatic = await runTrigger(sandbox, {
			parameters: { registration: 'automatic', events: ['entry.stopped'] },
		});
		await automatic.create();
		const { registered } = automatic.staticData as { registered: { at: number } };
		const statusAt = async (at: number) => {
			const tokenDigests = { 'entry.stopped': digestOf('of the leaked key') };
			automatic.staticData.registered = { ...registered, at, tokenDigests };
			const response = await fetch(automatic.url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(notification('entry.stopped', 5, { token: 'of the leaked key' })),
			});
			return response.status;
		};
		expect(await statusAt(registered.at - 1)).toBe(401);
		// As it would be if it were the newest.
		expect(await statusAt(registered.at)).toBe(200);
		await automatic.delete();
		await automatic.close();
	});

	it('leaves the tokens of its key refused at once, though they were in use a moment before', async () => {
		const access = { apiUrl: sandbox.apiUrl, credentials: { ...sandbox.credentials } };
		const automatic = await runTrigger(access, {
			parameters: { registration: 'automatic', events: ['entry.stopped'] },
		});
		await automatic.create();
		const { apiKey } = access.credentials;
		const token = deriveToken(apiKey, automatic.url, 'entry.stopped');
		const status = async () =>
			(
				await fetch(automatic.url, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify(notification('entry.stopped', 5, { token })),
				})
			).status;
		expect(await status()).toBe(200);
		const { apiKeys } = sandbox.store.data;
		access.credentials.apiKey = apiKeys[1] = 'another-key';
		// Until it is registered anew, what the API sends has the tokens of the old key.
		expect(await status()).toBe(200);
		await automatic.create();
		expect(await status()).toBe(401);
		await automatic.delete();
		apiKeys[1] = apiKey;
		await automatic.close();
	});
});

describe('options', () => {
	it('emits the item without the resource, and why, where it is set so', async () => {
		const lenient = opened.add(
			await runTrigger(sandbox, {
				parameters: {
					registration: 'manual',
					events: ['*'],
					options: { deduplicate: false, onFetchFailure: 'emit' },
				},
			}),
		);
		sandbox.faults.set({ answers: [{ kind: 'status', status: 403, count: 1 }] });
		const [[item]] = await lenient.execute([notification('customer.updated', 1)]);
		expect(item.json).toMatchObject({
			resource_status: 'unavailable',
			resource: null,
			resource_error: expect.stringContaining('HTTP 403'),
		});
	});

	it('skips the fetch, and switches the page off', async () => {
		const plain = opened.add(
			await runTrigger(sandbox, {
				parameters: {
					registration: 'manual',
					events: ['entry.created'],
					fetchResource: false,
					options: { deduplicate: false, setupPage: false },
				},
				token: { token },
			}),
		);
		const before = sandbox.requests.total();
		const [[item]] = await plain.execute([notification('entry.created', 1)]);
		expect(item.json).toMatchObject({ resource_status: 'skipped', resource: null });
		expect(sandbox.requests.total()).toBe(before);
		expect((await fetch(plain.url, { headers: { Accept: 'text/html' } })).status).toBe(404);
	});
});
