import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events } from '../../src/clockodo/events.js';
import { entities } from '../../src/clockodo/entities.js';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { handshakeForms } from '../../sandbox/webhooks/handshake.mjs';
import { secretOf, startReceiver, type Receiver } from '../support/receiver.mjs';
import { errorAt, textOf, webPages } from '../support/web-pages.mjs';

const TOKEN = 'a-token-that-nobody-may-read';

let sandbox: Sandbox;
let receiver: Receiver;
let pages: ReturnType<typeof webPages>;

beforeEach(async () => {
	sandbox = await startSandbox({ timings: { retryPauses: [] } });
	receiver = await startReceiver();
	pages = webPages(sandbox.url);
});

afterEach(async () => {
	await sandbox.close();
	await receiver.close();
});

const create = async (event_name = 'absence.approved', url = receiver.url) =>
	await pages.submit('/webhooks', { event_name, url, token: TOKEN });

const newestSecret = () => String(secretOf(receiver.requests.at(-1)!));

async function createActive(event_name?: string) {
	await create(event_name);
	const { id } = sandbox.webhooks.list().at(-1)!;
	await pages.submit(`/webhooks/${id}/validate`);
	await pages.submit(`/webhooks/${id}/confirm`, { secret: newestSecret() });
	return id;
}

describe('the Webhooks tab, without scripts', () => {
	it('offers every event, grouped by type', async () => {
		const { markup } = await pages.get('/webhooks/new');
		const groups = [...markup.matchAll(/<optgroup label="([^"]*)">([\s\S]*?)<\/optgroup>/g)];
		expect(groups.map(([, label]) => label)).toEqual(entities.map(({ label }) => label));
		const offered = groups.flatMap(([, , options]) =>
			[...options.matchAll(/value="([^"]*)"/g)].map(([, name]) => name),
		);
		expect(offered).toEqual(events.map(({ name }) => name));
	});

	it.each(handshakeForms)('creates, validates and activates a webhook (%s)', async (form) => {
		const chosen = await pages.submit('/actions/handshake', { form });
		expect(textOf(chosen)).toContain('The next validation goes this way.');
		const created = await create();
		expect(created.status).toBe(200);
		expect(textOf(created)).toContain('Not validated');

		const sent = await pages.submit('/webhooks/1/validate');
		expect(textOf(sent)).toContain('The secret was sent; the endpoint answered 200');
		const secret = newestSecret();
		expect(sent.markup).not.toContain(secret);

		const wrong = await pages.submit('/webhooks/1/confirm', { secret: 'WRONG' });
		expect(wrong.status).toBe(422);
		expect(errorAt(wrong, 'secret')).toContain('Validate the webhook again');
		expect(sandbox.webhooks.get(1).active).toBe(false);

		const active = await pages.submit('/webhooks/1/confirm', { secret: ` ${secret} ` });
		expect(textOf(active)).toContain('The webhook is active');
		expect(sandbox.webhooks.get(1).active).toBe(true);
	});

	it('says what went wrong when the secret does not arrive', async () => {
		await create();
		receiver.status = 404;
		const refused = await pages.submit('/webhooks/1/validate');
		expect(textOf(refused)).toContain('The secret did not arrive. The endpoint answered 404.');
		await receiver.close();
		const unreachable = await pages.submit('/webhooks/1/validate');
		expect(textOf(unreachable)).toMatch(/The endpoint could not be reached \(ECONN\w+\)\./);
	});

	it('activates the webhook that the secret was for, and says so', async () => {
		await create();
		await create('entry.stopped');
		await pages.submit('/webhooks/2/validate');
		const page = await pages.submit('/webhooks/1/confirm', { secret: newestSecret() });
		expect(page.address).toMatch(/^\/webhooks\/2\?/);
		expect(textOf(page)).toContain('That was the secret of this webhook (no. 2), not of no. 1');
		expect(sandbox.webhooks.list().map(({ active }) => active)).toEqual([false, true]);
	});

	it('keeps what was typed and tells each error at its field', async () => {
		const values = { event_name: 'entry.started', url: 'not an address', token: TOKEN };
		const page = await pages.submit('/webhooks', values);
		expect(page.status).toBe(422);
		expect(errorAt(page, 'url')).toContain('http:// or https://');
		expect(page.markup).toContain('value="not an address"');
		expect(page.markup).toMatch(/value="entry.started"\s+selected/);
		expect(sandbox.webhooks.list()).toEqual([]);
		expect(errorAt(await create(''), 'event_name')).toBe('Choose an event.');
	});

	it('changes event and token at once, while another URL asks for a new validation', async () => {
		const id = await createActive();
		const { url } = receiver;
		const saved = await pages.submit(`/webhooks/${id}`, {
			event_name: 'entry.stopped',
			url,
			token: 'new-token',
		});
		expect(textOf(saved)).toContain('It holds for the next event');
		expect(sandbox.webhooks.get(id)).toMatchObject({ active: true, event_name: 'entry.stopped' });
		await pages.submit('/actions/event', { event_name: 'entry.stopped' });
		await sandbox.deliveries.idle();
		expect(JSON.parse(receiver.requests.at(-1)!.body)).toMatchObject({ token: 'new-token' });

		await pages.submit(`/webhooks/${id}`, { event_name: 'entry.stopped', url, token: '' });
		expect(sandbox.store.data.collections.webhooks[id].token).toBe('new-token');
		const moved = await pages.submit(`/webhooks/${id}`, {
			event_name: 'entry.stopped',
			url: `${url}/other`,
			token: '',
		});
		expect(textOf(moved)).toContain('validate the webhook again');
		expect(sandbox.webhooks.get(id).active).toBe(false);
	});

	it('asks before it deletes', async () => {
		const id = await createActive();
		const question = await pages.get(`/webhooks/${id}/delete`);
		expect(textOf(question)).toContain('Delete this webhook?');
		expect(sandbox.webhooks.list()).toHaveLength(1);
		const page = await pages.submit(`/webhooks/${id}/delete`);
		expect(textOf(page)).toContain('The webhook was deleted.');
		expect(sandbox.webhooks.list()).toEqual([]);
		expect((await pages.get(`/webhooks/${id}`)).status).toBe(404);
	});

	it('shows the protocol, newest first, with what went wrong', async () => {
		const id = await createActive('customer.created');
		await pages.submit('/actions/event', { event_name: 'customer.created' });
		await sandbox.deliveries.idle();
		receiver.status = 500;
		await pages.submit('/actions/event', { event_name: 'customer.created' });
		await sandbox.deliveries.idle();
		const { markup } = await pages.get(`/webhooks/${id}`);
		const protocol = markup.slice(markup.indexOf('id="protocol"'));
		const answers = [...protocol.matchAll(/class="state (good|bad)">(\d+)</g)].map(
			([, , code]) => code,
		);
		expect(answers).toEqual(['500', '200']);
		expect(protocol).toContain('The endpoint answered 500.');
		const list = textOf(await pages.get('/'));
		expect(list).toMatch(/Active .* 500 /);
	});

	it('shows the plan with what is left of it, and its limit where it strikes', async () => {
		await create('entry.started');
		expect(textOf(await pages.get('/'))).toContain('2 of 3 for Entry');
		const basic = await pages.submit('/plan', { plan: 'basic' });
		expect(textOf(basic)).toContain('1 of 2 left');
		await create('entry.stopped');
		const refused = await create('team.created');
		expect(refused.status).toBe(422);
		expect(errorAt(refused, 'event_name')).toContain('The Basic plan allows 2 webhooks in all');
		await pages.submit('/plan', { plan: 'enterprise' });
		expect((await create('team.created')).status).toBe(200);
	});
});

describe('what the pages let out and in', () => {
	const everyPage = ['/', '/webhooks/new', '/webhooks/1', '/webhooks/1/delete', '/actions'].concat([
		'/actions/reset',
		'/things/user',
		'/things/user/1',
		'/things/user/new',
		'/nothing',
	]);

	it.each(everyPage)('%s has no foreign and no inline code, and never a token', async (address) => {
		await createActive();
		const { markup, headers } = await pages.get(address);
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		expect(markup).not.toMatch(/<style|style="|\son\w+="|(src|href|action)="(https?:)?\/\//);
		expect(markup).not.toMatch(/<script(?! type="module" src="\/assets\/page.js">)/);
		expect(markup).not.toContain(TOKEN);
		expect(markup).toContain('not Clockodo');
	});

	it('writes what people typed as text', async () => {
		const page = await create('absence.approved', `${receiver.url}"><script>alert(1)</script>`);
		expect(page.status).toBe(200);
		expect(page.markup).not.toContain('<script>alert');
		const refused = await create('"><script>alert(2)</script>');
		expect(refused.markup).not.toContain('<script>alert');
		expect(errorAt(refused, 'event_name')).toContain('<script>alert(2)</script>');
	});

	it('takes no form from another site', async () => {
		const origin = 'https://elsewhere.example';
		const { status } = await pages.submit('/plan', { plan: 'basic' }, { origin });
		expect(status).toBe(403);
		expect(sandbox.store.data.plan).toBe('enterprise');
	});

	it('serves its styles, script and icon itself', async () => {
		const types = await Promise.all(
			['page.css', 'page.js', 'icon.svg'].map(
				async (name) => (await pages.get(`/assets/${name}`)).headers['content-type'],
			),
		);
		expect(types).toEqual([
			'text/css; charset=utf-8',
			'text/javascript; charset=utf-8',
			'image/svg+xml',
		]);
		expect((await pages.get('/assets/../server.mts')).status).toBe(404);
	});
});
