import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { Opened } from '../../support/opened.mjs';
import { runTrigger, type TriggerRun } from '../../support/trigger-run.mjs';

const opened = new Opened();
let sandbox: Sandbox;
let trigger: TriggerRun;

beforeEach(async () => {
	sandbox = opened.add(await startSandbox());
	const parameters = { registration: 'automatic', events: ['entry.stopped'] };
	trigger = opened.add(await runTrigger(sandbox, { parameters }));
});

afterEach(async () => await opened.end());

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
