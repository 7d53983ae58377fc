import { ownValue } from '../../src/clockodo/values.js';
import { addDays, isoDay, isoSeconds, isWeekend } from '../store/time.mjs';
import type { SandboxClient } from './client.mjs';
import { newName, newPerson, withFreeNames } from './names.mjs';

interface ApiRecord extends Record<string, unknown> {
	id: number;
}

type Scenario = (client: SandboxClient) => Promise<number>;

const MINUTE = 60_000;
const APPROVED = 1;

const note = () => ({ note: 'Nach Rücksprache geändert' });

/**
 * How each of the 47 events comes about through the API: what a person would do in the web app,
 * with records of their own, so that any of them can be repeated as often as wanted.
 */
export const scenarios: Readonly<Record<string, Scenario>> = {
	...lifeOf('user', '/v3/users', newUser, () => ({ number: newPerson().number })),
	...lifeOf('customer', '/v3/customers', newCustomer, note),
	...lifeOf('project', '/v4/projects', newProject, note),
	...lifeOf('subproject', '/v3/subprojects', newSubproject, note),
	...lifeOf('service', '/v4/services', named('service'), note),
	...lifeOf('team', '/v3/teams', named('team'), () => ({ name: newName('team') })),
	...lifeOf(
		'lump_sum_service',
		'/v4/lumpSumServices',
		async () => ({ name: newName('lumpSumService'), price: 25 }),
		() => ({ price: 30 }),
	),
	...lifeOf('absence', '/v4/absences', newAbsence, note),
	...lifeOf('holidays_carry', '/v3/holidaysCarry', newCarry('/v3/holidaysCarry', 'count'), () => ({
		count: 3.5,
	})),
	...lifeOf('overtime_carry', '/v3/overtimeCarry', newCarry('/v3/overtimeCarry', 'hours'), () => ({
		hours: 7.5,
	})),
	...lifeOf('holidays_quota', '/v2/holidaysQuota', newQuota, () => ({ count: 28 })),
	...lifeOf('nonbusiness_group', '/v2/nonbusinessGroups', named('nonbusinessGroup'), () => ({
		name: newName('nonbusinessGroup'),
	})),
	...lifeOf('entry', '/v2/entries', newEntry, () => ({ text: 'Besprechung mit der Kundin' })),

	'absence.approved': async (client) => {
		const { id } = await create(client, '/v4/absences', async () => await newAbsence(client));
		await client('PUT', `/v4/absences/${id}`, { status: APPROVED });
		return id;
	},
	'project.completed': async (client) => {
		const { id } = await create(client, '/v4/projects', async () => await newProject(client));
		await client('PUT', `/v4/projects/${id}/complete`, { completed: true });
		return id;
	},
	'project.budget_notification': async (client) => {
		const budget = { amount: 10, notification_thresholds: [80] };
		const project = await create(client, '/v4/projects', async () => ({
			...(await newProject(client)),
			budget,
		}));
		await create(client, '/v2/entries', async () => ({
			...(await newEntry(client)),
			customers_id: project.customers_id,
			projects_id: project.id,
			time_until: undefined,
			duration: 8.5 * 60 * 60,
		}));
		return project.id;
	},
	'entry.started': startClock,
	'entry.stopped': async (client) => {
		const id = await startClock(client);
		await client('DELETE', `/v2/clock/${id}`);
		return id;
	},
	'work_time_change_request.created': newChangeRequest,
	'work_time_change_request.updated': async (client) => {
		const id = await newChangeRequest(client);
		await client('POST', `/v2/workTimes/changeRequests/${id}/decline`);
		return id;
	},
	'work_time_change_request.deleted': async (client) => {
		const id = await newChangeRequest(client);
		await client('DELETE', `/v2/workTimes/changeRequests/${id}`);
		return id;
	},
};

/**
 * Makes an event happen.
 * @returns the id of the resource that the event speaks of
 * @throws for an event that there is not, or when the API refuses
 */
export async function causeEvent(client: SandboxClient, eventName: string): Promise<number> {
	const scenario = ownValue(scenarios, eventName);
	if (!scenario) throw new Error(`There is no scenario for the event '${eventName}'`);
	return await scenario(client);
}

/** Created, updated and deleted of an entity that has a path of its own. */
function lifeOf(
	entity: string,
	path: string,
	values: (client: SandboxClient) => Promise<Record<string, unknown>>,
	changes: () => Record<string, unknown>,
): Record<string, Scenario> {
	const make = async (client: SandboxClient) =>
		(await create(client, path, async () => await values(client))).id;
	return {
		[`${entity}.created`]: make,
		[`${entity}.updated`]: async (client) => {
			const id = await make(client);
			await withFreeNames(async () => await client('PUT', `${path}/${id}`, changes()));
			return id;
		},
		[`${entity}.deleted`]: async (client) => {
			const id = await make(client);
			await client('DELETE', `${path}/${id}`);
			return id;
		},
	};
}

async function create(
	client: SandboxClient,
	path: string,
	values: () => Promise<Record<string, unknown>>,
): Promise<ApiRecord> {
	const answer = await withFreeNames(
		async () => await client<{ data?: ApiRecord; entry?: ApiRecord }>('POST', path, await values()),
	);
	return (answer.data ?? answer.entry) as ApiRecord;
}

function named(kind: Parameters<typeof newName>[0]) {
	return async () => ({ name: newName(kind) });
}

async function newUser() {
	const { name, mailbox, number } = newPerson();
	return { name, number, email: `${mailbox}@nordlicht.example`, role: 'worker' };
}

async function newCustomer() {
	return { name: newName('customer') };
}

async function newProject(client: SandboxClient) {
	return {
		name: newName('project'),
		customers_id: await firstId(client, '/v3/customers'),
	};
}

async function newSubproject(client: SandboxClient) {
	return { name: newName('subproject'), projects_id: await openProjectId(client) };
}

async function newEntry(client: SandboxClient) {
	return {
		customers_id: await firstId(client, '/v3/customers'),
		services_id: await firstId(client, '/v4/services'),
		billable: 1,
		text: 'Besprechung',
		time_since: isoSeconds(Date.now() - 45 * MINUTE),
		time_until: isoSeconds(),
	};
}

async function startClock(client: SandboxClient): Promise<number> {
	const { running } = await client<{ running: ApiRecord }>('POST', '/v2/clock', {
		customers_id: await firstId(client, '/v3/customers'),
		services_id: await firstId(client, '/v4/services'),
		text: 'Telefonat',
		users_id: await idleUserId(client),
		time_since: isoSeconds(Date.now() - 90 * MINUTE),
	});
	return running.id;
}

/** Somebody whose clock stands still, so that starting it stops nothing; where all run, the first. */
async function idleUserId(client: SandboxClient): Promise<number> {
	const users = await activeUsers(client);
	for (const { id } of users) {
		const { running } = await client('GET', `/v2/clock?users_id=${id}`);
		if (!running) return id;
	}
	return users[0].id;
}

/** A workday on which the user is not absent yet. */
async function newAbsence(client: SandboxClient) {
	const { data } = await client<{ data: Array<{ users_id: number; date_until: string }> }>(
		'GET',
		'/v4/absences',
	);
	const users_id = await coworkerId(client);
	const taken = data.filter((each) => each.users_id === users_id).map((each) => each.date_until);
	const last = [isoDay(), ...taken].sort().at(-1) as string;
	return { users_id, type: 1, date_since: nextWorkday(last) };
}

function newCarry(path: string, amount: 'count' | 'hours') {
	return async (client: SandboxClient) => {
		const { data } = await client<{ data: Array<{ users_id: number; year: number }> }>('GET', path);
		const place = await freeYear(client, data);
		return { users_id: place.users_id, year: place.year, [amount]: 2 };
	};
}

async function newQuota(client: SandboxClient) {
	const { data } = await client<{ data: Array<{ users_id: number; year_since: number }> }>(
		'GET',
		'/v2/holidaysQuota',
	);
	const taken = data.map(({ users_id, year_since }) => ({ users_id, year: year_since }));
	const { users_id, year } = await freeYear(client, taken);
	return { users_id, year_since: year, year_until: year, count: 27 };
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2037;

/** A user and a year that are not taken yet, from the latest year downwards. */
async function freeYear(
	client: SandboxClient,
	taken: Array<{ users_id: number; year: number }>,
): Promise<{ users_id: number; year: number }> {
	const users = await client<{ data: ApiRecord[] }>('GET', '/v3/users');
	for (let year = LAST_YEAR; year >= FIRST_YEAR; year--) {
		const free = users.data.find(
			({ id }) => !taken.some((each) => each.users_id === id && each.year === year),
		);
		if (free) return { users_id: free.id, year };
	}
	throw new Error('Every user has a value for every year already');
}

/** Asks for half an hour more on a day that has no request yet. */
async function newChangeRequest(client: SandboxClient): Promise<number> {
	const { change_requests } = await client<{ change_requests: Array<{ date: string }> }>(
		'GET',
		'/v2/workTimes/changeRequests',
	);
	let date = addDays(isoDay(), -2);
	while (change_requests.some((each) => each.date === date)) date = addDays(date, -1);
	const change = { type: 1, time_since: `${date}T17:00:00Z`, time_until: `${date}T17:30:00Z` };
	const users_id = await coworkerId(client);
	const answer = await client<{ change_request: ApiRecord }>(
		'POST',
		'/v2/workTimes/changeRequests',
		{
			date,
			users_id,
			changes: [change],
		},
	);
	return answer.change_request.id;
}

async function openProjectId(client: SandboxClient): Promise<number> {
	const open = 'filter[active]=1&filter[completed]=0&items_per_page=1';
	return await firstId(client, `/v4/projects?${open}`);
}

async function firstId(client: SandboxClient, path: string): Promise<number> {
	const [first] = await listed(client, path.includes('?') ? path : `${path}?items_per_page=1`);
	return first.id;
}

async function activeUsers(client: SandboxClient): Promise<[ApiRecord, ...ApiRecord[]]> {
	return await listed(client, '/v3/users?filter[active]=1');
}

/** @throws where the list is empty */
async function listed(client: SandboxClient, path: string): Promise<[ApiRecord, ...ApiRecord[]]> {
	const { data } = await client<{ data: ApiRecord[] }>('GET', path);
	const first = data.at(0);
	if (!first) throw new Error(`There is nothing under ${path} to work with`);
	return [first, ...data.slice(1)];
}

/** Somebody who is not the owner, where there is one. */
async function coworkerId(client: SandboxClient): Promise<number> {
	const users = await activeUsers(client);
	return (users.find(({ role }) => role !== 'owner') ?? users[0]).id;
}

function nextWorkday(day: string): string {
	let next = addDays(day, 1);
	while (isWeekend(next)) next = addDays(next, 1);
	return next;
}
