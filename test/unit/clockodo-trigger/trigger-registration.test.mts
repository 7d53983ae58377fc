import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { handshakeForms } from '../../../sandbox/webhooks/handshake.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { Opened } from '../../support/opened.mjs';
import { runTrigger } from '../../support/trigger-run.mjs';

const opened = new Opened();
let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = opened.add(await startSandbox());
});

afterEach(async () => await opened.end());

const started = async (events: string[], access = sandbox) => {
	const parameters = { registration: 'automatic', events };
	return opened.add(await runTrigger(access, { parameters }));
};
const atTheApi = () =>
	sandbox.webhooks.list().map(({ event_name, active }) => [event_name, active]);

describe('automatic registration', () => {
	it.each(handshakeForms)(
		'registers, validates with the handshake as %s, and removes',
		async (form) => {
			sandbox.webhooks.handshakeForm = form;
			const {
				checkExists,
				create,
				delete: remove,
			} = await started(['entry.stopped', 'absence.approved']);
			expect(await checkExists()).toBe(false);
			expect(await create()).toBe(true);
			expect(atTheApi().sort()).toEqual([
				['absence.approved', true],
				['entry.stopped', true],
			]);
			expect(await checkExists()).toBe(true);
			expect(await remove()).toBe(true);
			expect(atTheApi()).toEqual([]);
		},
	);

	it('is refused by a credential that is read only, in words', async () => {
		const credentials = { ...sandbox.credentials, readOnly: true };
		const { create } = await started(['entry.stopped'], { ...sandbox, credentials });
		await expect(create()).rejects.toThrow(
			"The webhook for 'Entry Stopped' could not be created. 'Read Only' is switched on in the 'Clockodo API' credential",
		);
		expect(atTheApi()).toEqual([]);
	});

	it('leaves exactly the new set when the URL has other webhooks already', async () => {
		const { url, create } = await started(['entry.stopped', 'absence.approved']);
		for (const event_name of ['entry.stopped', 'entry.stopped', 'user.created']) {
			sandbox.webhooks.create({ event_name, url, token: 'of somebody else' });
		}
		await create();
		expect(atTheApi().sort()).toEqual([
			['absence.approved', true],
			['entry.stopped', true],
		]);
	});

	it('keeps digests and no key, token or secret', async () => {
		const { staticData, create } = await started(['entry.stopped']);
		await create();
		const kept = JSON.stringify(staticData);
		expect(kept).toMatch(/"entry.stopped":"[0-9a-f]{64}"/);
		expect(kept).not.toContain(sandbox.credentials.apiKey);
		const [stored] = Object.values(sandbox.store.data.collections.webhooks);
		expect(kept).not.toContain(String(stored.token));
	});

	it('takes back what it made when the plan has no more room, and says so', async () => {
		const events = ['entry.stopped', 'entry.started', 'entry.updated', 'entry.deleted'];
		const { create } = await started(events);
		await expect(create()).rejects.toThrow(
			/'Entry Deleted' could not be created.*Enterprise plan allows 3/,
		);
		expect(atTheApi()).toEqual([]);
	});

	it.each([
		['before it acted', false],
		['after it acted', true],
	])('takes back a creation whose answer is lost %s', async (_when, acted) => {
		const { create } = await started(['entry.stopped', 'absence.approved']);
		sandbox.faults.set({
			answers: [{ kind: 'drop_connection', count: 1, path: '/v2/webhooks/1/validate', acted }],
		});
		await expect(create()).rejects.toThrow(/'Entry Stopped' could not be validated/);
		expect(atTheApi()).toEqual([]);
	});

	it('does not fail at the clean-up of what failed, only at a removal that was asked for', async () => {
		const { create, delete: remove, checkExists } = await started(['entry.stopped']);
		const nothingAllowed = () =>
			sandbox.faults.set({ answers: [{ kind: 'status', status: 403, count: null }] });
		nothingAllowed();
		await expect(create()).rejects.toThrow('could not be looked up');
		expect(await remove()).toBe(true);
		sandbox.faults.clear();
		await create();
		nothingAllowed();
		expect(await checkExists()).toBe(false);
		await expect(remove()).rejects.toThrow('could not be looked up');
		sandbox.faults.clear();
		expect(await remove()).toBe(true);
		expect(atTheApi()).toEqual([]);
	});

	it('names the way out where the API has no endpoints for webhooks', async () => {
		const access = { ...sandbox, apiUrl: `${sandbox.url}/nothing` };
		const { create } = await started(['entry.stopped'], access);
		await expect(create()).rejects.toThrow(/no endpoints for webhooks.*'Manual'/);
	});

	it('says that the API key is wrong', async () => {
		const credentials = { ...sandbox.credentials, apiKey: 'wrong' };
		const { create } = await started(['entry.stopped'], { ...sandbox, credentials });
		await expect(create()).rejects.toThrow(/HTTP 401.*credential/);
	});

	it('counts a webhook that is gone already as removed', async () => {
		const { create, delete: remove } = await started(['entry.stopped']);
		await create();
		sandbox.webhooks.delete(sandbox.webhooks.list()[0].id);
		expect(await remove()).toBe(true);
	});

	it('confirms no secret that it does not know, with one call', async () => {
		const { url, create } = await started(['entry.stopped']);
		await create();
		const before = sandbox.requests.total();
		const response = await fetch(`${url}?secret=0F8FAD5B-D9CB-469F-A165-70867728950E`);
		expect(response.status).toBe(400);
		expect(sandbox.requests.total() - before).toBe(1);
		expect((await fetch(`${url}?secret=no`)).status).toBe(400);
		expect(sandbox.requests.total() - before).toBe(1);
	});
});
