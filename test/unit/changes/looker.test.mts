import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { ClockodoError } from '../../../src/clockodo/errors.js';
import { refusal } from '../../support/looked-at-company.mjs';
import { day, scene } from '../../support/looked-at-scene.mjs';

describe('what happens while n8n is down', () => {
	it('is told at its start', async () => {
		const { company, n8n } = scene();
		const [stays, goes, changes] = [1, 2, 3].map((value) => company.create('customer', { value }));
		await n8n.start({ isPublication: true });
		n8n.stop();
		company.remove('customer', goes);
		company.change('customer', changes, { value: 9 });
		const comes = company.create('customer');
		await n8n.start();
		expect(n8n.news()).toEqual([
			`customer.created ${comes}`,
			`customer.updated ${changes}`,
			`customer.deleted ${goes}`,
		]);
		expect(stays).toBe(1);
	});

	it('is told of what came, was told, and went meanwhile', async () => {
		const { company, n8n } = scene();
		await n8n.start({ isPublication: true });
		const id = company.create('customer');
		await n8n.look();
		n8n.stop();
		company.remove('customer', id);
		await n8n.start();
		expect(n8n.news()).toEqual([`customer.created ${id}`, `customer.deleted ${id}`]);
	});

	it('is not wanted where somebody publishes anew', async () => {
		const { company, n8n } = scene();
		await n8n.start({ isPublication: true });
		n8n.stop();
		company.create('customer');
		await n8n.start({ isPublication: true });
		await n8n.look();
		expect(n8n.news()).toEqual([]);
	});

	it('is told as far as things say when, where the looks before were lost', async () => {
		const { company, n8n, entry } = scene({ hasLostBase: true });
		const made = entry(0);
		const old = entry(3, {
			time_insert: '2020-01-01T08:00:00Z',
			time_last_change: '2020-01-01T08:00:00Z',
		});
		const changed = entry(3, { time_insert: '2020-01-01T08:00:00Z' });
		company.create('customer');
		await n8n.start({ hasLostBase: true });
		expect(n8n.news()).toEqual([`entry.created ${made}`, `entry.updated ${changed}`]);
		company.remove('entry', old);
		await n8n.look();
		expect(n8n.news()).toEqual([`entry.deleted ${old}`]);
	});
});

describe('there and back', () => {
	it('twice is four changes', async () => {
		const { company, n8n } = scene();
		const id = company.create('customer', { name: 'a' });
		await n8n.start({ isPublication: true });
		for (const name of ['b', 'a', 'b', 'a']) {
			company.change('customer', id, { name });
			await n8n.look();
		}
		expect(n8n.news()).toEqual(Array(4).fill(`customer.updated ${id}`));
	});

	it('is told where a webhook had told the first, and the others were missed', async () => {
		const { company, n8n } = scene();
		const id = company.create('customer', { name: 'a' });
		await n8n.start({ isPublication: true });
		company.change('customer', id, { name: 'b' });
		n8n.tell('customer.updated', 'customer', id);
		await n8n.look();
		expect(n8n.news()).toEqual([]);
		company.change('customer', id, { name: 'c' });
		await n8n.look();
		company.change('customer', id, { name: 'b' });
		await n8n.look();
		expect(n8n.news()).toEqual([`customer.updated ${id}`, `customer.updated ${id}`]);
	});
});

describe('what webhooks have told', () => {
	it('is not told again, 5,000 of it between two looks; one of it saves them all', async () => {
		const { company, n8n } = scene({ entities: ['customer'] });
		await n8n.start({ isPublication: true });
		n8n.now += 1_000;
		for (let each = 0; each < 5_000; each++) {
			n8n.tell('customer.created', 'customer', company.create('customer'));
		}
		await n8n.look(2);
		expect(n8n.news()).toEqual([]);
		expect(n8n.handedOver).toEqual([1]);
		n8n.stop();
		company.remove('customer', 17);
		await n8n.start();
		expect(n8n.news()).toEqual(['customer.deleted 17']);
	});

	it('is saved after an hour, also where nothing happens then', async () => {
		const { company, n8n } = scene();
		await n8n.start({ isPublication: true });
		n8n.now += 1_000;
		const id = company.create('customer');
		n8n.tell('customer.created', 'customer', id);
		await n8n.look(11);
		expect(n8n.handedOver).toEqual([]);
		await n8n.look(3);
		expect(n8n.handedOver).toEqual([1]);
		n8n.stop();
		company.remove('customer', id);
		await n8n.start();
		expect(n8n.news()).toEqual([`customer.deleted ${id}`]);
	});

	it('is told as far as it was missed: what was created and then changed', async () => {
		const { company, n8n } = scene();
		await n8n.start({ isPublication: true });
		n8n.now += 1_000;
		const id = company.create('customer', { name: 'a' });
		n8n.tell('customer.created', 'customer', id);
		company.change('customer', id, { name: 'b' });
		await n8n.look();
		// `execute()` gives it the name that is left.
		expect(n8n.handedOver).toEqual([1]);
	});
});

describe('the window', () => {
	it('takes what slides out of it for no deletion', async () => {
		const { n8n, entry } = scene();
		for (const daysAgo of [1, 34, 35]) entry(daysAgo);
		await n8n.start({ isPublication: true });
		for (let days = 0; days < 40; days++) {
			n8n.now += day;
			await n8n.look();
		}
		expect(n8n.news()).toEqual([]);
		expect(n8n.complaints).toEqual([]);
	});

	it('tells what is moved out of it and into it as changed', async () => {
		const { company, n8n, entry, move } = scene();
		const [outside, inside, other] = [entry(60), entry(3), entry(3)];
		await n8n.start({ isPublication: true });
		move(inside, 80);
		await n8n.look();
		expect(n8n.news()).toEqual([`entry.updated ${inside}`]);
		move(outside, 5);
		await n8n.look();
		expect(n8n.news()).toEqual([`entry.updated ${outside}`]);
		company.remove('entry', other);
		await n8n.look();
		expect(n8n.news()).toEqual([`entry.deleted ${other}`]);
	});

	it('tells what happened within it while n8n was off for 40 days', async () => {
		const { company, n8n, entry } = scene();
		const [goes, old] = [entry(2), entry(30)];
		await n8n.start({ isPublication: true });
		n8n.stop();
		n8n.now += 40 * day;
		company.remove('entry', goes);
		const made = entry(20);
		await n8n.start();
		expect(n8n.news()).toEqual([`entry.created ${made}`, `entry.deleted ${goes}`]);
		expect(old).toBeGreaterThan(goes);
	});

	it('may be chosen wider and narrower again', async () => {
		const { company, n8n, settings, entry } = scene();
		// The last one has the highest ID of all, and has never been seen.
		const [far, near, latest] = [entry(60), entry(3), entry(50)];
		n8n.now += day;
		await n8n.start({ isPublication: true });
		for (const lookBack of [90, 35, 90, 35]) {
			n8n.stop();
			settings.lookBack = lookBack;
			await n8n.start();
			await n8n.look();
		}
		expect(n8n.news()).toEqual([]);
		for (const id of [far, near, latest]) company.remove('entry', id);
		await n8n.look();
		expect(n8n.news()).toEqual([`entry.deleted ${near}`]);
	});

	it('of absences moves at the turn of the year, which changes nothing', async () => {
		const { company, n8n } = scene();
		const year = new Date(n8n.now).getUTCFullYear();
		const absence = (of: number, status = 0) =>
			company.create('absence', { date_since: `${of}-05-04`, date_until: `${of}-05-08`, status });
		for (const of of [year - 2, year - 1, year, year + 1, year + 2]) absence(of);
		const last = absence(year);
		await n8n.start({ isPublication: true });
		n8n.now = Date.UTC(year + 1, 0, 1, 9);
		await n8n.look();
		expect(n8n.news()).toEqual([]);
		const made = absence(year + 2, 1);
		company.remove('absence', last);
		await n8n.look();
		expect(n8n.news()).toEqual([
			`absence.created ${made}`,
			`absence.approved ${made}`,
			`absence.deleted ${last}`,
		]);
	});

	it('holds what it does not see because the user of the key may not any more', async () => {
		const { company, n8n, entry } = scene();
		const ids = [entry(1), entry(1)];
		await n8n.start({ isPublication: true });
		company.answerInstead = async (request) => {
			if (request.path === '/v2/entries')
				return { entries: [], paging: { count_items: 0, count_pages: 0 } };
			if (request.path.startsWith('/v2/entries/')) throw refusal(request, 403);
			return undefined;
		};
		await n8n.look(2);
		expect(n8n.news()).toEqual([]);
		expect(ids).toHaveLength(2);
	});
});

describe('rights of the key', () => {
	it('that are lost and given back are no change', async () => {
		const { company, n8n } = scene();
		const ids = [1, 2, 3].map((amount) => company.create('customer', { amount, price: 5 }));
		await n8n.start({ isPublication: true });
		for (const id of ids) company.change('customer', id, { price: -1 });
		await n8n.look();
		company.change('customer', ids[0], { amount: 7 });
		await n8n.look();
		for (const id of ids) company.change('customer', id, { price: 5 });
		await n8n.look();
		expect(n8n.news()).toEqual([`customer.updated ${ids[0]}`]);
	});

	it('that hide many things at once: it is said once, and told where it stays so for an hour', async () => {
		const { company, n8n } = scene();
		for (let each = 0; each < 30; each++) company.create('customer');
		await n8n.start({ isPublication: true });
		for (let id = 1; id <= 10; id++) company.remove('customer', id);
		const made = company.create('absence', {
			date_since: new Date(n8n.now).toISOString().slice(0, 10),
		});
		await n8n.look(12);
		expect(n8n.news()).toEqual([`absence.created ${made}`]);
		expect(n8n.complaints).toHaveLength(1);
		await n8n.look();
		expect(n8n.news()).toHaveLength(10);
		expect(n8n.complaints).toHaveLength(1);
	});

	it('that come back within the hour: nothing is told', async () => {
		const { company, n8n, problem } = scene({ entities: ['customer'] });
		for (let each = 0; each < 30; each++) company.create('customer');
		await n8n.start({ isPublication: true });
		const all = [...company.of('customer')];
		company.of('customer').clear();
		await n8n.look(3);
		expect(problem()?.message).toContain('More than a fifth');
		for (const [id, item] of all) company.of('customer').set(id, item);
		await n8n.look(15);
		expect([n8n.news(), problem()]).toEqual([[], undefined]);
	});

	it('are told in the words of the panel', async () => {
		const { company, n8n } = scene({ entities: ['holidays_carry'] });
		for (let each = 0; each < 30; each++) company.create('holidays_carry');
		await n8n.start({ isPublication: true });
		company.of('holidays_carry').clear();
		await n8n.look();
		expect(n8n.complaints).toEqual([expect.stringContaining('list of holiday carryovers held')]);
	});

	it('deleted entries in large numbers are told, 100 a look, and doubted once', async () => {
		const { company, n8n, entry } = scene({ entities: ['entry'] });
		const ids = Array.from({ length: 400 }, () => entry(2));
		await n8n.start({ isPublication: true });
		for (const id of ids.slice(0, 350)) company.remove('entry', id);
		await n8n.look(20);
		expect(n8n.news().sort()).toEqual(
			ids
				.slice(0, 350)
				.map((id) => `entry.deleted ${id}`)
				.sort(),
		);
		expect(n8n.complaints).toHaveLength(1);
	});
});

describe('an answer that is no whole list moves nothing', () => {
	const page = (items: unknown[], count: number, pages = 1): IDataObject => ({
		data: items,
		paging: { count_items: count, count_pages: pages },
	});
	const answers: Array<[string, (request: { query?: IDataObject }) => IDataObject]> = [
		['{}', () => ({})],
		['another key', () => ({ customers: [] })],
		['null in the place of the list', () => ({ data: null })],
		['nothing in the place of a thing', () => page([null], 1)],
		['a thing without ID', () => page([{ id: 1 }, { name: 'x' }], 2)],
		['an ID of 0', () => page([{ id: 0 }], 1)],
		['an ID that no number holds', () => page([{ id: '99999999999999999999' }], 1)],
		['one ID twice', () => page([{ id: 1 }, { id: 1 }], 2)],
		['less than it says', () => page([{ id: 1 }], 3)],
		[
			'an empty page among others',
			({ query }) => page(query?.page === 2 ? [] : [{ id: Number(query?.page) }], 3, 3),
		],
		[
			'another count on each page',
			({ query }) => page([{ id: Number(query?.page) }], Number(query?.page), 2),
		],
	];

	it.each(answers)('%s', async (_what, answer) => {
		const { company, n8n, problem } = scene({ entities: ['customer'] });
		for (let each = 0; each < 3; each++) company.create('customer');
		await n8n.start({ isPublication: true });
		company.answerInstead = async (request) => answer(request);
		await n8n.look(2);
		expect(problem()?.message).toMatch(/^Looking for changes failed\. ./);
		company.answerInstead = async () => undefined;
		const made = company.create('customer');
		await n8n.look();
		expect([n8n.news(), problem()]).toEqual([[`customer.created ${made}`], undefined]);
	});

	it('a web page, a refusal, a broken connection: in an hour one complaint, and all is found after it', async () => {
		const { company, n8n, problem } = scene({ entities: ['customer', 'absence'] });
		company.create('customer');
		await n8n.start({ isPublication: true });
		const kinds = ['answer', 'status', 'network'] as const;
		let turn = 0;
		company.answerInstead = async ({ method, path }) => {
			// The first list is had; nothing of it counts without the second.
			if (path === '/v3/customers') return undefined;
			const kind = kinds[turn++ % kinds.length];
			throw new ClockodoError({ kind, method, path, status: 503, body: '<html>' });
		};
		const made = company.create('customer');
		await n8n.look(30);
		expect([n8n.news(), n8n.complaints.length]).toEqual([[], 1]);
		expect(problem()).toBeDefined();
		company.answerInstead = async () => undefined;
		await n8n.look();
		expect(n8n.news()).toEqual([`customer.created ${made}`]);
	});

	it('IDs as text are numbers', async () => {
		const { company, n8n } = scene({ entities: ['customer'] });
		await n8n.start({ isPublication: true });
		company.answerInstead = async () => page([{ id: '17', name: 'x' }], 1);
		await n8n.look(2);
		expect(n8n.news()).toEqual(['customer.created 17']);
	});
});

describe('limits', () => {
	it('more than can be remembered is said once, and nothing is told', async () => {
		const { company, n8n, problem } = scene({ entities: ['customer'] });
		await n8n.start({ isPublication: true });
		for (let each = 0; each < 11_000; each++) company.create('customer');
		await n8n.look(3);
		expect([n8n.news(), n8n.complaints.length]).toEqual([[], 1]);
		expect(problem()?.message).toContain("Choose fewer events in 'Events'");
		for (let id = 1; id < 10_999; id++) company.remove('customer', id);
		await n8n.look();
		expect(n8n.news()).toEqual(['customer.created 10999', 'customer.created 11000']);
	});

	it('what is remembered stays below 64 kB and a bit for what is under way', async () => {
		const { company, n8n } = scene({ entities: ['customer'] });
		await n8n.start({ isPublication: true });
		for (let each = 0; each < 9_000; each++) company.create('customer');
		n8n.fates.push(...Array<'waits'>(20).fill('waits'));
		await n8n.look();
		expect(n8n.news()).toHaveLength(9_000);
		expect(n8n.savedText?.length).toBeLessThan(84 * 1024);
	});

	it('nothing of what was not chosen is told, and what was chosen is', async () => {
		const { company, n8n } = scene({ events: ['customer.deleted'] });
		const id = company.create('customer', { name: 'a' });
		await n8n.start({ isPublication: true });
		company.change('customer', id, { name: 'b' });
		await n8n.look();
		company.remove('customer', id);
		await n8n.look();
		expect(n8n.news()).toEqual([`customer.deleted ${id}`]);
	});
});
