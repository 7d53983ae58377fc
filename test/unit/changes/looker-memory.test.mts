import { describe, expect, it } from '@jest/globals';

import { day, scene } from '../../support/looked-at-scene.mjs';

describe('events that are newly chosen, while the trigger is published', () => {
	const created = ['customer.created'];
	const both = [...created, 'customer.updated'];
	/** Published for creations; then a customer was changed, and the events are chosen anew. */
	const chosenAnew = async (events: string[]) => {
		const its = scene({ events: created, entities: ['customer'] });
		const [old, other] = [1, 2].map((value) => its.company.create('customer', { value }));
		await its.n8n.start({ isPublication: true });
		its.company.change('customer', old, { value: 8 });
		await its.n8n.look(3);
		its.n8n.stop();
		its.settings.events = events;
		return { ...its, old, other };
	};

	it('of a list that is looked at already: nothing older is told, and what comes is', async () => {
		const { company, n8n, old, other } = await chosenAnew(both);
		await n8n.start();
		await n8n.look();
		expect(n8n.news()).toEqual([]);
		for (const id of [old, other]) company.change('customer', id, { value: 9 });
		await n8n.look();
		expect(n8n.news()).toEqual([`customer.updated ${old}`, `customer.updated ${other}`]);
	});

	it('what was chosen before is told meanwhile, more of it than goes at once', async () => {
		const { company, n8n, old, settings } = await chosenAnew(both);
		const made = Array.from({ length: 1_200 }, () => company.create('customer'));
		n8n.fates.push('stored', 'killed after the text');
		await n8n.start();
		await n8n.start();
		expect(n8n.news().sort()).toEqual(made.map((id) => `customer.created ${id}`).sort());
		company.change('customer', old, { value: 9 });
		await n8n.look();
		expect(n8n.news()).toEqual([`customer.updated ${old}`]);
		expect(settings.events).toEqual(both);
	});

	it.each([
		['of the same list', both],
		['of another list', [...created, 'absence.created', 'absence.updated']],
	])('%s: a restart right after it loses nothing', async (_which, events) => {
		const { company, n8n, settings, old } = await chosenAnew(events);
		const day = new Date(n8n.now).toISOString().slice(0, 10);
		const absence = company.create('absence', { date_since: day, note: 'a' });
		settings.entities = ['customer', 'absence'];
		await n8n.start();
		n8n.stop();
		company.change('customer', old, { value: 9 });
		company.change('absence', absence, { note: 'b' });
		await n8n.start();
		const changed = [`customer.updated ${old}`, `absence.updated ${absence}`];
		const expected = changed.filter((event) => events.includes(event.split(' ')[0] ?? ''));
		expect(n8n.news()).toEqual(expected);
		expect(expected).toHaveLength(1);
	});

	it('what is not chosen any more is not handed over again', async () => {
		const { company, n8n, settings } = scene({ events: both, entities: ['customer'] });
		const id = company.create('customer', { value: 1 });
		await n8n.start({ isPublication: true });
		company.change('customer', id, { value: 2 });
		company.create('customer');
		n8n.fates.push('killed after the text');
		await n8n.look();
		settings.events = ['customer.updated'];
		await n8n.start();
		expect(n8n.news()).toEqual([`customer.updated ${id}`]);
	});
});

describe('an emission', () => {
	it('that n8n has stored without what is remembered with it is told once, and what was changed since', async () => {
		const { company, n8n } = scene({ entities: ['customer'] });
		const changes = company.create('customer', { value: 1 });
		const again = company.create('customer', { value: 1 });
		await n8n.start({ isPublication: true });
		const made = company.create('customer');
		for (const id of [changes, again]) company.change('customer', id, { value: 2 });
		n8n.fates.push('killed after the execution');
		await n8n.look();
		company.change('customer', again, { value: 3 });
		await n8n.start();
		await n8n.look();
		expect(n8n.news()).toEqual([
			`customer.created ${made}`,
			`customer.updated ${changes}`,
			`customer.updated ${again}`,
			`customer.updated ${again}`,
		]);
	});

	it('that n8n loses again and again is given up, and what it held is said', async () => {
		const { company, n8n } = scene({ entities: ['customer'] });
		await n8n.start({ isPublication: true });
		const id = company.create('customer');
		n8n.fates.push(...Array<'lost'>(9).fill('lost'));
		await n8n.look(9);
		expect(n8n.handedOver).toHaveLength(5);
		expect(n8n.complaints).toEqual([expect.stringContaining(`worked on: customer.created ${id}.`)]);
		n8n.fates.length = 0;
		const other = company.create('customer');
		await n8n.look();
		n8n.stop();
		await n8n.start();
		expect(n8n.news()).toEqual([`customer.created ${other}`]);
	});
});

describe('the key of another account, in the credential of a published trigger', () => {
	const entities = ['customer', 'absence', 'entry'] as const;
	const published = async (count: number) => {
		const its = scene({ entities: [...entities] });
		const fill = () => {
			for (let each = 0; each < count; each++) {
				its.company.create('customer');
				its.entry(3);
			}
		};
		fill();
		await its.n8n.start({ isPublication: true });
		for (const entity of entities) its.company.of(entity).clear();
		fill();
		return its;
	};

	it.each([4, 30])('with %i things a list: what is there is learnt, not told', async (count) => {
		const { company, n8n, problem } = await published(count);
		await n8n.look();
		expect(n8n.news()).toEqual([]);
		expect(n8n.complaints).toEqual([expect.stringContaining('that of another account now')]);
		expect(problem()?.message).toBe(n8n.complaints[0]);
		const id = company.create('customer');
		await n8n.look(15);
		expect(n8n.news()).toEqual([`customer.created ${id}`]);
		expect([n8n.complaints.length, problem()]).toEqual([1, undefined]);
	});

	it('one thing that is left makes it the same account', async () => {
		const { company, n8n, entry } = scene({ entities: ['customer', 'entry'] });
		const [kept, gone] = [company.create('customer'), company.create('customer')];
		const old = Array.from({ length: 8 }, () => entry(3));
		await n8n.start({ isPublication: true });
		for (const id of old) company.remove('entry', id);
		company.remove('customer', gone);
		const made = entry(1);
		await n8n.look();
		expect(n8n.news()).toContain(`entry.created ${made}`);
		expect(n8n.complaints).toEqual([]);
		expect(company.of('customer').has(kept)).toBe(true);
	});

	it('entries of weeks in which n8n was down are no other account', async () => {
		const { n8n, entry, company } = scene({ entities: ['entry'], lookBack: 5 });
		for (let each = 0; each < 8; each++) entry(3);
		await n8n.start({ isPublication: true });
		n8n.stop();
		n8n.now += 20 * day;
		const made = [entry(2), entry(1)];
		await n8n.start();
		expect(n8n.news()).toEqual(expect.arrayContaining(made.map((id) => `entry.created ${id}`)));
		expect(n8n.complaints).toEqual([]);
		expect(company.of('entry').size).toBe(10);
	});
});
