import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import {
	startSandboxScene,
	rawRequest,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';

interface Thing extends Record<string, unknown> {
	id: number;
}

let scene: SandboxScene;

beforeAll(async () => {
	scene = await startSandboxScene();
});

afterAll(async () => {
	await scene.dispose();
});

const data = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
	(await scene.client<{ data: Thing }>(method, path, body)).data;
const refusal = async (method: string, path: string, body?: unknown) => {
	const { status, text } = await rawRequest(scene.sandbox, method, `/api${path}`, { body });
	const { errors } = JSON.parse(text) as { errors?: Array<{ type: string }> };
	return { status, type: errors?.[0].type };
};
const entry = async (more: Record<string, unknown>) =>
	(
		await scene.client<{ entry: Thing }>('POST', '/v2/entries', {
			customers_id: 1,
			services_id: 2,
			billable: 1,
			time_since: '2026-11-02T08:00:00Z',
			duration: 3600,
			...more,
		})
	).entry;

describe('deletions that are refused', () => {
	it("the company's own group of nonbusiness days", async () => {
		expect(await refusal('DELETE', '/v2/nonbusinessGroups/1')).toEqual({
			status: 422,
			type: 'DeleteCompanyDefaultIsNotAllowed',
		});
	});

	it('oneself', async () => {
		expect(await refusal('DELETE', '/v3/users/1?force=1')).toEqual({
			status: 422,
			type: 'UserCannotDeleteThemselves',
		});
	});

	it('a customer on which a clock runs, even by force', async () => {
		const customers_id = await causeEvent(scene.client, 'customer.created');
		const { running } = await scene.client<{ running: Thing }>('POST', '/v2/clock', {
			customers_id,
			services_id: 1,
		});
		expect(await refusal('DELETE', `/v3/customers/${customers_id}?force=1`)).toEqual({
			status: 422,
			type: 'RunningEntriesPreventDeletion',
		});
		await scene.client('DELETE', `/v2/clock/${running.id}`);
		await scene.client('DELETE', `/v3/customers/${customers_id}?force=1`);
		expect((await refusal('GET', `/v3/customers/${customers_id}`)).status).toBe(404);
	});
});

describe('a project', () => {
	it('is not completed while a clock runs on it', async () => {
		const id = await causeEvent(scene.client, 'project.created');
		const { customers_id } = await data('GET', `/v4/projects/${id}`);
		const { running } = await scene.client<{ running: Thing }>('POST', '/v2/clock', {
			customers_id,
			services_id: 1,
			projects_id: id,
		});
		const complete = { completed: true };
		expect(await refusal('PUT', `/v4/projects/${id}/complete`, complete)).toMatchObject({
			type: 'ProjectCompletionAnyRunningEntries',
		});
		await scene.client('DELETE', `/v2/clock/${running.id}`);
		expect(await data('PUT', `/v4/projects/${id}/complete`, complete)).toMatchObject({
			completed: true,
			completed_at: expect.any(String),
		});
		expect(await refusal('PUT', `/v4/projects/${id}`, { deadline: '2030-01-01' })).toMatchObject({
			type: 'IllegalChangeForCompletedProject',
		});
		expect(await data('PUT', `/v4/projects/${id}/complete`, { completed: false })).toMatchObject({
			completed: false,
			completed_at: null,
		});
	});

	it('that is billed makes its entries billed', async () => {
		const id = await causeEvent(scene.client, 'project.created');
		const { customers_id } = await data('GET', `/v4/projects/${id}`);
		const made = await entry({ customers_id, projects_id: id });
		await data('PUT', `/v3/projects/${id}/setBilled`, { billed: true });
		const answer = await scene.client<{ entry: Thing }>('GET', `/v2/entries/${made.id}`);
		expect(answer.entry.billable).toBe(2);
		expect(await refusal('PUT', `/v3/projects/${id}/setBilled`, { billed_money: 5 })).toMatchObject(
			{ type: 'BilledMoneyCanOnlyBeSetWithHardBudget' },
		);
	});

	it('of intervals gets its next parts, one after another', async () => {
		const project = await data('POST', '/v4/projects', {
			name: 'Betreuung monatlich',
			customers_id: 2,
			budget: { interval: 1, amount: 5, unknown: 'dropped' },
		});
		expect(project.budget).toEqual({
			monetary: false,
			hard: false,
			from_subprojects: false,
			interval: 1,
			amount: 5,
			notification_thresholds: [],
			subprojects_budget_total: 0,
		});
		const names = [];
		for (let part = 0; part < 3; part++) {
			const path = `/v2/projects/${project.id}/createNextInterval`;
			names.push((await data('POST', path)).name);
		}
		expect(new Set(names).size).toBe(3);
		expect(names).toEqual([...names].sort());
		expect(await data('GET', `/v4/projects/${project.id}`)).toMatchObject({
			count_subprojects: 3,
			budget: { subprojects_budget_total: 15 },
		});
	});
});

describe('entries', () => {
	it('must fit together: project to customer, subproject to project', async () => {
		const wrong = async (body: object) => {
			const { status, text } = await rawRequest(scene.sandbox, 'POST', '/api/v2/entries', {
				body: {
					customers_id: 1,
					services_id: 2,
					billable: 1,
					time_since: '2026-11-02T08:00:00Z',
					time_until: '2026-11-02T09:00:00Z',
					...body,
				},
			});
			const { error } = JSON.parse(text) as { error: { fields: string[] } };
			return { status, fields: error.fields };
		};
		expect(await wrong({ projects_id: 3 })).toEqual({ status: 400, fields: ['projects_id'] });
		expect(await wrong({ projects_id: 1, subprojects_id: 3 })).toEqual({
			status: 400,
			fields: ['subprojects_id'],
		});
		expect(await wrong({ time_until: '2026-11-02T07:00:00Z' })).toEqual({
			status: 400,
			fields: ['time_until'],
		});
		expect(await wrong({ services_id: undefined })).toEqual({
			status: 400,
			fields: ['services_id'],
		});
	});

	it('know their end and their duration from one another', async () => {
		const made = await entry({ duration: 5400 });
		expect(made).toMatchObject({ time_until: '2026-11-02T09:30:00Z', clocked: false });
		const { entry: moved } = await scene.client<{ entry: Thing }>('PUT', `/v2/entries/${made.id}`, {
			time_until: '2026-11-02T10:00:00Z',
		});
		expect(moved.duration).toBe(7200);
	});

	it('of a stopped clock stay clocked for ever', async () => {
		const id = await causeEvent(scene.client, 'entry.stopped');
		const { entry: stopped } = await scene.client<{ entry: Thing }>('GET', `/v2/entries/${id}`);
		expect(stopped).toMatchObject({ clocked: true, time_until: expect.any(String) });
		expect(await refusal('DELETE', `/v2/clock/${id}`)).toMatchObject({ status: 409 });
	});

	it('are changed as a group only with the key that was given out before', async () => {
		const users_id = await causeEvent(scene.client, 'user.created');
		for (let index = 0; index < 3; index++) await entry({ users_id });
		const span = { time_since: '2026-11-01T00:00:00Z', time_until: '2026-11-30T00:00:00Z' };
		const change = { ...span, filter: { users_id }, text: 'gesammelt' };
		const asked = await scene.client('PUT', '/v2/entrygroups', change);
		expect(asked).toMatchObject({ affected_entries: 3 });
		expect((await refusal('PUT', '/v2/entrygroups', { ...change, confirm_key: 'x' })).status).toBe(
			400,
		);
		const { confirm_key } = asked;
		expect(await scene.client('PUT', '/v2/entrygroups', { ...change, confirm_key })).toEqual({
			success: true,
			edited_entries: 3,
		});
		const query = new URLSearchParams({ ...span, 'filter[users_id]': String(users_id) });
		query.append('grouping[]', 'users_id');
		query.append('grouping[]', 'texts_id');
		const { groups } = await scene.client<{ groups: unknown }>(
			'GET',
			`/v2/entrygroups?${query.toString()}`,
		);
		expect(groups).toMatchObject([
			{
				group: String(users_id),
				duration: 3 * 3600,
				grouped_by: 'users_id',
				sub_groups: [{ name: 'gesammelt', duration: 3 * 3600, revenue: 285 }],
			},
		]);
	});
});

describe('memberships', () => {
	it('of an access group are seen from both sides', async () => {
		const user = await causeEvent(scene.client, 'user.created');
		const group = await data('POST', '/v2/accessGroups', { name: 'Vertrieb', users_ids: [user] });
		expect(await data('GET', `/v3/users/${user}`)).toMatchObject({ access_groups_ids: [group.id] });
		await data('PUT', `/v3/users/${user}`, { access_groups_ids: [1] });
		expect(await data('GET', `/v2/accessGroups/${group.id}`)).toMatchObject({ users_ids: [] });
		const rights = { id: 1, type: 'add', value: 1 };
		await scene.client('PUT', '/v2/accessGroups/1/customers', rights);
		expect(await scene.client('GET', `/v2/users/${user}/access/customers-projects`)).toEqual({
			add: { 1: true },
			report: false,
			edit: false,
		});
	});

	it('of a team are seen from both sides', async () => {
		const user = await causeEvent(scene.client, 'user.created');
		const team = await data('POST', '/v3/teams', { name: 'Vertrieb', user_ids: [user] });
		expect(await data('GET', `/v3/users/${user}`)).toMatchObject({ teams_id: team.id });
		await scene.client('DELETE', `/v3/teams/${team.id}`);
		expect(await data('GET', `/v3/users/${user}`)).toMatchObject({ teams_id: null });
	});
});

describe('nonbusiness days', () => {
	it('fall on the dates of the asked year', async () => {
		const { data: days } = await scene.client<{ data: Thing[] }>(
			'GET',
			'/v2/nonbusinessDays?nonbusiness_group_id=1&year=2027',
		);
		const dates = Object.fromEntries(days.map((day) => [day.name, day.evaluated_date]));
		expect(dates).toMatchObject({
			Karfreitag: '2027-03-26',
			Ostermontag: '2027-03-29',
			'Christi Himmelfahrt': '2027-05-06',
			Pfingstmontag: '2027-05-17',
			'Tag der deutschen Einheit': '2027-10-03',
		});
	});

	it('know the 29 February and no 31 February', async () => {
		const day = {
			nonbusiness_group_id: 1,
			name: 'Schalttag',
			type: 'DISTINCT_RECURRING',
			month: 2,
		};
		const made = await data('POST', '/v2/nonbusinessDays', { ...day, day: 29 });
		const inYear = async (year: number) =>
			(await data('GET', `/v2/nonbusinessDays/${made.id}?year=${year}`)).evaluated_date;
		expect([await inYear(2027), await inYear(2028)]).toEqual(['2027-02-28', '2028-02-29']);
		expect(await refusal('POST', '/v2/nonbusinessDays', { ...day, day: 31 })).toMatchObject({
			type: 'InvalidDate',
		});
	});
});

describe('reports', () => {
	it('of a user add up targets, hours and absences', async () => {
		const users_id = await causeEvent(scene.client, 'user.created');
		await scene.client('POST', '/targethours', {
			users_id,
			type: 'weekly',
			date_since: '2026-11-02',
			date_until: '2026-11-06',
			compensation_monthly: 0,
			monday: 8,
			tuesday: 8,
			wednesday: 8,
			thursday: 8,
			friday: 6,
		});
		await entry({ users_id, duration: 7 * 3600 });
		await data('POST', '/v4/absences', {
			users_id,
			type: 1,
			status: 1,
			date_since: '2026-11-03',
			date_until: '2026-11-04',
		});
		const path = `/userreports/${users_id}?year=2026&type=1`;
		const { userreport } = await scene.client<{ userreport: Thing }>('GET', path);
		expect(userreport).toMatchObject({
			sum_target: 22 * 3600,
			sum_hours: 7 * 3600,
			diff: -15 * 3600,
			sum_absence: { regular_holidays: 2 },
		});
		const months = userreport.month_details as Array<{ nr: number; sum_hours: number }>;
		expect(months.find(({ nr }) => nr === 11)?.sum_hours).toBe(7 * 3600);
	});
});
