import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events } from '../../src/clockodo/events.js';
import { entities } from '../../src/clockodo/entities.js';
import { handshakeForms } from '../../sandbox/webhooks/handshake.mjs';
import { type SandboxScene, startSandboxScene } from '../support/scenes/sandbox-scene.mjs';
import { errorAt, textOf } from '../support/web-pages.mjs';

const TOKEN = 'a-token-that-nobody-may-read';

let scene: SandboxScene;

beforeEach(async () => {
	scene = await startSandboxScene({ timings: { retryPauses: [] } });
});

afterEach(async () => await scene.dispose());

const create = async (event_name = 'absence.approved', url = scene.endpoint.url) =>
	await scene.pages.submit('/webhooks', { event_name, url, token: TOKEN });

const newestSecret = () => scene.endpoint.lastSecret();

async function createActive(event_name?: string) {
	await create(event_name);
	const { id } = scene.sandbox.webhooks.list().at(-1)!;
	await scene.pages.submit(`/webhooks/${id}/validate`);
	await scene.pages.submit(`/webhooks/${id}/confirm`, { secret: newestSecret() });
	return id;
}

describe('the Webhooks tab, without scripts', () => {
	it('offers every event, grouped by type', async () => {
		const { markup } = await scene.pages.get('/webhooks/new');
		const groups = [...markup.matchAll(/<optgroup label="([^"]*)">([\s\S]*?)<\/optgroup>/g)];
		expect(groups.map(([, label]) => label)).toEqual(entities.map(({ label }) => label));
		const offered = groups.flatMap(([, , options]) =>
			[...options.matchAll(/value="([^"]*)"/g)].map(([, name]) => name),
		);
		expect(offered).toEqual(events.map(({ name }) => name));
	});

	it.each(handshakeForms)('creates, validates and activates a webhook (%s)', async (form) => {
		const chosen = await scene.pages.submit('/actions/handshake', { form });
		expect(textOf(chosen)).toContain('The next validation goes this way.');
		const created = await create();
		expect(created.status).toBe(200);
		expect(textOf(created)).toContain('Not validated');

		const sent = await scene.pages.submit('/webhooks/1/validate');
		expect(textOf(sent)).toContain('The secret was sent; the endpoint answered 200');
		const secret = newestSecret();
		expect(sent.markup).not.toContain(secret);

		const wrong = await scene.pages.submit('/webhooks/1/confirm', { secret: 'WRONG' });
		expect(wrong.status).toBe(422);
		expect(errorAt(wrong, 'secret')).toContain('Validate the webhook again');
		expect(scene.sandbox.webhooks.get(1).active).toBe(false);

		const active = await scene.pages.submit('/webhooks/1/confirm', { secret: ` ${secret} ` });
		expect(textOf(active)).toContain('The webhook is active');
		expect(scene.sandbox.webhooks.get(1).active).toBe(true);
	});

	it('says what went wrong when the secret does not arrive', async () => {
		await create();
		scene.endpoint.behave((_, response) => void response.writeHead(404).end());
		const refused = await scene.pages.submit('/webhooks/1/validate');
		expect(textOf(refused)).toContain('The secret did not arrive. The endpoint answered 404.');
		await scene.endpoint.close();
		const unreachable = await scene.pages.submit('/webhooks/1/validate');
		expect(textOf(unreachable)).toMatch(/The endpoint could not be reached \(ECONN\w+\)\./);
	});

	it('activates the webhook that the secret was for, and says so', async () => {
		await create();
		await create('entry.stopped');
		await scene.pages.submit('/webhooks/2/validate');
		const page = await scene.pages.submit('/webhooks/1/confirm', { secret: newestSecret() });
		expect(page.address).toMatch(/^\/webhooks\/2\?/);
		expect(textOf(page)).toContain('That was the secret of this webhook (no. 2), not of no. 1');
		expect(scene.sandbox.webhooks.list().map(({ active }) => active)).toEqual([false, true]);
	});

	it('keeps what was typed and tells each error at its field', async () => {
		const values = { event_name: 'entry.started', url: 'not an address', token: TOKEN };
		const page = await scene.pages.submit('/webhooks', values);
		expect(page.status).toBe(422);
		expect(errorAt(page, 'url')).toContain('http:// or https://');
		expect(page.markup).toContain('value="not an address"');
		expect(page.markup).toMatch(/value="entry.started"\s+selected/);
		expect(scene.sandbox.webhooks.list()).toEqual([]);
		expect(errorAt(await create(''), 'event_name')).toBe('Choose an event.');
	});

	it('changes event and token at once, while another URL asks for a new validation', async () => {
		const id = await createActive();
		const { url } = scene.endpoint;
		const saved = await scene.pages.submit(`/webhooks/${id}`, {
			event_name: 'entry.stopped',
			url,
			token: 'new-token',
		});
		expect(textOf(saved)).toContain('It holds for the next event');
		expect(scene.sandbox.webhooks.get(id)).toMatchObject({
			active: true,
			event_name: 'entry.stopped',
		});
		await scene.pages.submit('/actions/event', { event_name: 'entry.stopped' });
		await scene.sandbox.deliveries.idle();
		expect(JSON.parse(scene.endpoint.received.at(-1)!.body)).toMatchObject({ token: 'new-token' });

		await scene.pages.submit(`/webhooks/${id}`, { event_name: 'entry.stopped', url, token: '' });
		expect(scene.sandbox.store.data.collections.webhooks[id].token).toBe('new-token');
		const moved = await scene.pages.submit(`/webhooks/${id}`, {
			event_name: 'entry.stopped',
			url: `${url}/other`,
			token: '',
		});
		expect(textOf(moved)).toContain('validate the webhook again');
		expect(scene.sandbox.webhooks.get(id).active).toBe(false);
	});

	it('asks before it deletes', async () => {
		const id = await createActive();
		const question = await scene.pages.get(`/webhooks/${id}/delete`);
		expect(textOf(question)).toContain('Delete this webhook?');
		expect(scene.sandbox.webhooks.list()).toHaveLength(1);
		const page = await scene.pages.submit(`/webhooks/${id}/delete`);
		expect(textOf(page)).toContain('The webhook was deleted.');
		expect(scene.sandbox.webhooks.list()).toEqual([]);
		expect((await scene.pages.get(`/webhooks/${id}`)).status).toBe(404);
	});

	it('shows the protocol, newest first, with what went wrong', async () => {
		const id = await createActive('customer.created');
		await scene.pages.submit('/actions/event', { event_name: 'customer.created' });
		await scene.sandbox.deliveries.idle();
		scene.endpoint.behave((_, response) => void response.writeHead(500).end());
		await scene.pages.submit('/actions/event', { event_name: 'customer.created' });
		await scene.sandbox.deliveries.idle();
		const { markup } = await scene.pages.get(`/webhooks/${id}`);
		const protocol = markup.slice(markup.indexOf('id="protocol"'));
		const answers = [...protocol.matchAll(/class="state (good|bad)">(\d+)</g)].map(
			([, , code]) => code,
		);
		expect(answers).toEqual(['500', '200']);
		expect(protocol).toContain('The endpoint answered 500.');
		const list = textOf(await scene.pages.get('/'));
		expect(list).toMatch(/Active .* 500 /);
	});

	it('groups the webhooks of each URL, by the name that somebody gave it', async () => {
		await create('entry.started');
		await create('team.created', `${scene.endpoint.url}/other`);
		await create('entry.stopped');
		const plain = await scene.pages.get('/');
		expect(plain.markup.match(/<table/g)).toHaveLength(2);
		expect(textOf(plain)).toMatch(/Entry Started .*Entry Stopped .*Team Created/);

		scene.sandbox.nameEndpoint(scene.endpoint.url, 'Hours to the sheet');
		expect(textOf(await scene.pages.get('/'))).toContain('Hours to the sheet');
		const { id } = scene.sandbox.webhooks.list()[0];
		expect(textOf(await scene.pages.get(`/webhooks/${id}`))).toContain('Hours to the sheet');
	});

	it('shows how much of the plan is in use, and its limit where it strikes', async () => {
		await create('entry.started');
		expect(textOf(await scene.pages.get('/'))).toContain('Entry: 1 of 3 in use');
		const basic = await scene.pages.submit('/plan', { plan: 'basic' });
		expect(textOf(basic)).toContain('1 of 2 in use');
		await create('entry.stopped');
		const refused = await create('team.created');
		expect(refused.status).toBe(422);
		expect(errorAt(refused, 'event_name')).toContain('The Basic plan allows 2 webhooks in all');
		await scene.pages.submit('/plan', { plan: 'enterprise' });
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
		const { markup, headers } = await scene.pages.get(address);
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		expect(markup).not.toMatch(/<style|style="|\son\w+="|(src|href|action)="(https?:)?\/\//);
		expect(markup).not.toMatch(/<script(?! type="module" src="\/assets\/page.js">)/);
		expect(markup).not.toContain(TOKEN);
		expect(markup).toContain('not Clockodo');
	});

	it('writes what people typed as text', async () => {
		const page = await create(
			'absence.approved',
			`${scene.endpoint.url}"><script>alert(1)</script>`,
		);
		expect(page.status).toBe(200);
		expect(page.markup).not.toContain('<script>alert');
		const refused = await create('"><script>alert(2)</script>');
		expect(refused.markup).not.toContain('<script>alert');
		expect(errorAt(refused, 'event_name')).toContain('<script>alert(2)</script>');
	});

	it('takes no form from another site', async () => {
		const origin = 'https://elsewhere.example';
		const { status } = await scene.pages.submit('/plan', { plan: 'basic' }, { origin });
		expect(status).toBe(403);
		expect(scene.sandbox.store.data.plan).toBe('enterprise');
	});

	it('serves its styles, script and icon itself', async () => {
		const types = await Promise.all(
			['page.css', 'page.js', 'icon.svg'].map(
				async (name) => (await scene.pages.get(`/assets/${name}`)).headers['content-type'],
			),
		);
		expect(types).toEqual([
			'text/css; charset=utf-8',
			'text/javascript; charset=utf-8',
			'image/svg+xml',
		]);
		expect((await scene.pages.get('/assets/../server.mts')).status).toBe(404);
	});
});
