import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { ListName } from '../../../nodes/Clockodo/table/lists.js';
import { isoSeconds } from '../../../src/clockodo/values.js';
import { linesIn, loadOptions, panelOf, search, type Looking } from '../../support/node-panel.mjs';
import { ScriptedApi } from '../../support/scripted-api.mjs';

let api: ScriptedApi;
let lists: Record<string, Array<Record<string, unknown>>>;

beforeAll(async () => {
	api = await ScriptedApi.start();
	api.answer = ({ path, query }) => {
		const running = path === '/v2/clock' && lists[`${path}/${String(query.users_id ?? 'own')}`];
		if (running) return { body: { running: running[0] } };
		const items = lists[path];
		return Object.hasOwn(lists, path)
			? { body: { data: items, entries: items, change_requests: items } }
			: undefined;
	};
});

afterAll(() => {
	api.close();
});

beforeEach(() => {
	api.asked.length = 0;
	lists = {
		'/v3/users': [
			{ id: 1, name: 'Anna Berger' },
			{ id: 2, name: 'Ben Cordes' },
		],
		'/v3/customers': [
			{ id: 1, name: 'Hotel Adler' },
			{ id: 2, name: 'Möwe GmbH' },
		],
		'/v4/projects': [
			{ id: 1, customers_id: 1, name: 'Website', number: 'P-1' },
			{ id: 2, customers_id: 2, name: 'Website' },
		],
		'/v4/services': [{ id: 1, name: 'Design' }],
		'/v2/nonbusinessGroups': [{ id: 1, name: 'Bayern' }],
	};
});

const lines = async (list: ListName, looking?: Looking) => await linesIn(api, list, looking);
const pathsAsked = () => api.asked.map(({ path }) => path);

describe('same names', () => {
	it('of projects are told apart by the customer', async () => {
		expect(await lines('project')).toEqual(['Website (P-1), Hotel Adler', 'Website, Möwe GmbH']);
	});

	it('of projects need none where one customer is chosen', async () => {
		expect(await lines('project', { parameters: { customers_id: 1 } })).toContain('Website (P-1)');
		expect(pathsAsked()).toEqual(['/v4/projects']);
	});

	it('of projects are found by the customer’s name', async () => {
		expect(await lines('project', { filter: 'möwe' })).toEqual(['Website, Möwe GmbH']);
	});

	it('of subprojects are told apart by the project and its customer', async () => {
		lists['/v3/subprojects'] = [
			{ id: 1, projects_id: 1, name: 'Konzept' },
			{ id: 2, projects_id: 2, name: 'Konzept' },
			{ id: 3, projects_id: 9, name: 'Konzept' },
		];
		expect(await lines('subproject')).toEqual([
			'Konzept, Project 9',
			'Konzept, Website, Hotel Adler',
			'Konzept, Website, Möwe GmbH',
		]);
		expect(pathsAsked()).toEqual(['/v3/subprojects', '/v4/projects', '/v3/customers']);
		expect(await lines('subproject', { parameters: { projects_id: 9 } })).toContain(
			'Konzept, ID 3',
		);
	});

	it('that are all that there is are told apart by the ID', async () => {
		lists['/v3/customers'] = [
			{ id: 7, name: 'Müller' },
			{ id: 8, name: 'Müller' },
			{ id: 9, name: 'Meier' },
		];
		const told = ['Meier', 'Müller, ID 7', 'Müller, ID 8'];
		expect(await lines('customer')).toEqual(told);
		const options = await loadOptions.customer.call(panelOf(api));
		expect(options.map(({ name }) => name)).toEqual(told);
	});

	it('of holidays are told apart by the day and the group', async () => {
		lists['/v2/nonbusinessDays'] = [
			{ id: 1, name: 'Neujahr', evaluated_date: '2026-01-01', nonbusiness_group_id: 1 },
		];
		expect(await lines('nonbusinessDay')).toEqual(['Neujahr, 2026-01-01, Bayern']);
	});

	it('of hourly rates are whose they are, also those below others', async () => {
		lists['/v4/rates'] = [
			{
				id: 1,
				hourly_rate: 90,
				user_ids: [],
				children: [
					{
						id: 2,
						hourly_rate: 120,
						customer_ids: [1],
						children: [{ id: 3, hourly_rate: 150, user_ids: [2], service_ids: [1] }],
					},
					{ id: 4, hourly_rate: 80, project_ids: [2], user_ids: [1, 99] },
				],
			},
		];
		const told = [
			{ name: 'Default rate: 90', value: 1 },
			{ name: 'Hotel Adler: 120', value: 2 },
			{ name: 'Ben Cordes, Hotel Adler, Design: 150', value: 3 },
			{ name: 'Anna Berger, User 99, Website: 80', value: 4 },
		];
		expect((await search(api, 'rate')).results).toEqual(told);
		expect(await loadOptions.rate.call(panelOf(api))).toEqual(told);
		expect(await lines('rate', { filter: 'anna' })).toEqual([told[3].name]);
	});
});

describe('the order of a list', () => {
	it('is that of names, with what cannot be used any more behind the rest', async () => {
		lists['/v4/projects'] = [
			{ id: 1, name: 'alt', active: false, completed: false },
			{ id: 2, name: 'Zoo', active: true, completed: false },
			{ id: 3, name: 'Äpfel', active: true, completed: false },
			{ id: 4, name: 'fertig', active: true, completed: true },
			{ id: 5, name: 'Phase 10', active: true, completed: false },
			{ id: 6, name: 'phase 9', active: true, completed: false },
			{ id: 7, name: 'beides', active: false, completed: true },
		];
		expect(await lines('project')).toEqual([
			'Äpfel',
			'phase 9',
			'Phase 10',
			'Zoo',
			'alt (inactive)',
			'beides (completed)',
			'fertig (completed)',
		]);
	});

	it('is asked of the API where that makes the pages', async () => {
		lists['/v3/customers'] = [
			{ id: 1, name: 'A', active: false },
			{ id: 2, name: 'B', active: true },
		];
		expect(await lines('customer')).toEqual(['B', 'A (inactive)']);
		expect(api.asked[0].query.sort).toEqual(['-active', 'name']);
	});

	const absence = (id: number, status: number, date: string) => ({
		id,
		users_id: 1,
		type: 1,
		status,
		date_since: date,
		date_until: date,
	});

	it('of absences begins with the newest, with the status behind', async () => {
		lists['/v4/absences'] = [
			absence(1, 0, '2026-01-01'),
			absence(2, 1, '2026-03-01'),
			absence(3, 4, '2026-02-01'),
		];
		expect(await lines('absence')).toEqual([
			'Anna Berger: Regular Holiday, 2026-03-01 (Approved)',
			'Anna Berger: Regular Holiday, 2026-02-01 (Cancelled)',
			'Anna Berger: Regular Holiday, 2026-01-01 (Enquired)',
		]);
	});

	it.each(['approve', 'decline'])('to %s begins with what waits for it', async (operation) => {
		lists['/v4/absences'] = [
			absence(1, 0, '2026-01-01'),
			absence(2, 1, '2026-03-01'),
			absence(3, 0, '2026-02-01'),
		];
		lists['/v2/workTimes/changeRequests'] = [
			{ id: 1, users_id: 1, date: '2026-01-01', status: 1 },
			{ id: 2, users_id: 2, date: '2026-03-01', status: 2 },
		];
		const parameters = { resource: 'absence', operation };
		const { results } = await search(api, 'absence', { parameters });
		expect(results.map(({ value }) => value)).toEqual([3, 1, 2]);
		expect(await lines('workTimeChangeRequest', { parameters })).toEqual([
			'Anna Berger: 2026-01-01 (Requested)',
			'Ben Cordes: 2026-03-01 (Declined)',
		]);
		expect((await lines('workTimeChangeRequest'))[0]).toContain('Ben');
	});
});

describe('times', () => {
	const moment = new Date(Date.now() - 60 * 60 * 1000);
	const local = (timeZone: string) =>
		new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
			moment,
		);

	it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])(
		'are those on the clocks of %s, with the person behind the entry',
		async (timezone) => {
			const time_since = isoSeconds(moment.getTime());
			lists['/v2/entries'] = [
				{
					id: 1,
					users_id: 2,
					customers_id: 2,
					text: 'Konzept',
					time_since,
					time_until: time_since,
				},
			];
			expect(await lines('entry', { timezone })).toEqual([
				`${local(timezone)}, Ben Cordes, Möwe GmbH, Konzept`,
			]);
		},
	);
});

describe('whose clock is stopped', () => {
	const runs = (id: number, users_id: number, more: object = {}) => ({
		id,
		users_id,
		customers_id: 1,
		type: 1,
		time_since: isoSeconds(Date.now() - 3_600_000 * id),
		time_until: null,
		...more,
	});

	it('everybody’s where no user is chosen, with their names, and each once', async () => {
		lists['/v2/clock/own'] = [runs(1, 1)];
		lists['/v2/entries'] = [
			runs(1, 1),
			runs(2, 2, { text: 'Konzept' }),
			runs(3, 2, { time_until: isoSeconds(Date.now()) }),
			runs(4, 2, { type: 2, lumpsum: 5 }),
		];
		expect(await lines('runningEntry')).toEqual([
			expect.stringMatching(/^Anna Berger: since [-\d]+ \d\d:\d\d, Hotel Adler$/),
			expect.stringMatching(/^Ben Cordes: since .+, Hotel Adler, Konzept$/),
		]);
	});

	it.each<[string, INodeParameters]>([
		[
			'as it stands in the panel',
			{ options: { users_id: { __rl: true, mode: 'id', value: '2' } } },
		],
		['by itself', { users_id: 2 }],
	])('the chosen user’s, %s', async (_where, parameters) => {
		lists['/v2/clock/own'] = [runs(1, 1)];
		lists['/v2/clock/2'] = [runs(2, 2)];
		expect(await lines('runningEntry', { parameters })).toEqual([
			expect.stringContaining('Ben Cordes'),
		]);
		expect(pathsAsked()).not.toContain('/v2/entries');
	});

	it('one’s own where the entries of others are closed to the user', async () => {
		lists['/v2/clock/own'] = [runs(1, 1)];
		expect(await lines('runningEntry')).toHaveLength(1);
	});
});
