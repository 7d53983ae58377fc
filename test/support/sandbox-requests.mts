import type { SandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { addDays, isoDay } from '../../sandbox/store/time.mjs';

/** A request to one operation that the sandbox can carry out. */
export interface SampleRequest {
	path?: Record<string, number>;
	query?: Record<string, unknown>;
	body?: Record<string, unknown>;
}

type Sample = (client: SandboxClient) => Promise<SampleRequest> | SampleRequest;

const year = new Date().getUTCFullYear();
const today = isoDay();
const span = {
	time_since: `${year - 1}-01-01T00:00:00Z`,
	time_until: `${year + 1}-12-31T23:59:59Z`,
};
const day = { type: 'DISTINCT_RECURRING', day: 24, month: 12 };
const week = {
	monday: 8,
	tuesday: 8,
	wednesday: 8,
	thursday: 8,
	friday: 6,
	saturday: 0,
	sunday: 0,
};
const right = { type: 'add', value: 1 };

let counter = 0;
const name = (kind: string) => `${kind} ${++counter}`;

const id = async (client: SandboxClient, eventName: string) => ({
	path: { id: await causeEvent(client, eventName) },
});
const made = (eventName: string, more: Omit<SampleRequest, 'path'> = {}): Sample => {
	return async (client) => ({ ...(await id(client, eventName)), ...more });
};
const post = async (client: SandboxClient, path: string, body: unknown) => {
	const answer = await client<Record<string, { id?: number } | null>>('POST', path, body);
	const id = Object.values(answer)
		.flatMap((value) => value?.id ?? [])
		.at(0);
	if (id === undefined) throw new Error(`POST ${path} was answered without an id`);
	return id;
};
const postedTo = (
	path: string,
	body: () => unknown,
	more: Omit<SampleRequest, 'path'> = {},
): Sample => {
	return async (client) => ({ path: { id: await post(client, path, body()) }, ...more });
};
const user = async (client: SandboxClient) => await causeEvent(client, 'user.created');
const forUser = (more: (usersId: number) => Record<string, unknown>): Sample => {
	return async (client) => ({ body: more(await user(client)) });
};
const targets = (users_id: number) => ({
	users_id,
	type: 'weekly',
	date_since: `${year}-01-01`,
	date_until: null,
	compensation_monthly: 0,
	...week,
});
const targetRow =
	(more: Omit<SampleRequest, 'path'> = {}): Sample =>
	async (client) => ({
		path: { id: await post(client, '/targethours', targets(await user(client))) },
		...more,
	});
const reduction =
	(more: Omit<SampleRequest, 'path'> = {}): Sample =>
	async (client) => {
		const body = { users_id: await user(client), date: today, hours: 2 };
		return { path: { id: await post(client, '/v3/overtimeReductions', body) }, ...more };
	};
const groupOfUser =
	(more: Omit<SampleRequest, 'path'> = {}): Sample =>
	async (client) => {
		const body = { users_id: await user(client), nonbusiness_groups_id: 1, date_since: today };
		return { path: { id: await post(client, '/v3/usersNonbusinessGroups', body) }, ...more };
	};
const confirmKey = async (client: SandboxClient, users_id: number) => {
	const body = { ...span, filter: { users_id } };
	const { confirm_key } = await client('PUT', '/v2/entrygroups', { ...body, text: 'x' });
	return String(confirm_key);
};
const group = () => ({ name: name('Group') });
const access =
	(body?: Record<string, unknown>): Sample =>
	async (client) => ({
		path: { accessGroupsId: await post(client, '/v2/accessGroups', group()) },
		body,
	});
const own = (body?: Record<string, unknown>): SampleRequest => ({ path: { usersId: 2 }, body });
const retainer = async (client: SandboxClient) => {
	const budget = { interval: 1, amount: 10, monetary: false, hard: false };
	return await post(client, '/v4/projects', { name: name('Retainer'), customers_id: 1, budget });
};
const hardProject = async (client: SandboxClient) => {
	const budget = { amount: 5000, monetary: true, hard: true, notification_thresholds: [80] };
	return await post(client, '/v4/projects', { name: name('Hard'), customers_id: 1, budget });
};

/** One request for every operation of the API, by the vendor's operation id. */
export const sampleRequests: Readonly<Record<string, Sample>> = {
	createRegister: () => ({
		body: { companies_name: 'Probe GmbH', name: 'Pia Probe', email: 'pia@probe.example' },
	}),

	getTargethours: () => ({ query: { users_id: [1, 2] } }),
	createTargethour: forUser(targets),
	getTargethourById: targetRow(),
	updateTargethourById: targetRow({
		body: {
			type: 'monthly',
			date_since: `${year}-01-01`,
			monthly_target: 160,
			workday_monday: true,
			compensation_monthly: 5,
		},
	}),
	deleteTargethourById: targetRow(),
	getUserreports: () => ({ query: { year, type: 0 } }),
	getUserreportById: () => ({ path: { id: 2 }, query: { year, type: 4 } }),

	getAccessGroupsV2: () => ({}),
	createAccessGroupV2: () => ({ body: { ...group(), users_ids: [2] } }),
	getAccessGroupByIdV2: postedTo('/v2/accessGroups', group),
	updateAccessGroupByIdV2: postedTo('/v2/accessGroups', group, { body: { users_ids: [2, 3] } }),
	deleteAccessGroupByIdV2: postedTo('/v2/accessGroups', group),
	updateAccessGroupsCustomerByAccessGroupsIdV2: access({ id: 1, ...right }),
	updateAccessGroupsCustomersGeneralByAccessGroupsIdV2: access(right),
	getAccessGroupsCustomersProjectByAccessGroupsIdV2: access(),
	updateAccessGroupsProjectByAccessGroupsIdV2: access({ id: 1, ...right }),
	getAccessGroupsServiceByAccessGroupsIdV2: access(),
	updateAccessGroupsServiceByAccessGroupsIdV2: access({ id: 1, ...right }),
	updateAccessGroupsServicesGeneralByAccessGroupsIdV2: access(right),
	clearIndividualUserAccessByUsersIdV2: () => own(),
	updateIndividualUserAccessCustomerByUsersIdV2: () => own({ id: 1, ...right }),
	updateIndividualUserAccessCustomersGeneralByUsersIdV2: () => own(right),
	getIndividualUserAccessCustomersProjectByUsersIdV2: () => own(),
	updateIndividualUserAccessProjectByUsersIdV2: () => own({ id: 1, ...right }),
	getIndividualUserAccessServiceByUsersIdV2: () => own(),
	updateIndividualUserAccessServiceByUsersIdV2: () => own({ id: 1, ...right }),
	updateIndividualUserAccessServicesGeneralByUsersIdV2: () => own(right),
	getUsersAccessCustomersProjectByIdV2: () => ({ path: { id: 2 } }),
	getUsersAccessServiceByIdV2: () => ({ path: { id: 1 } }),
	getAggregatesUsersMeV2: () => ({}),

	getClockV2: async (client) => {
		await causeEvent(client, 'entry.started');
		return {};
	},
	createClockV2: () => ({
		body: { customers_id: 1, services_id: 2, projects_id: 1, text: 'Rückruf', billable: 1 },
	}),
	updateClockByIdV2: made('entry.started', { body: { duration: 1800, duration_before: 60 } }),
	deleteClockByIdV2: made('entry.started', { query: { start_new: true } }),
	createFavoritesStartByIdV2: () => ({ path: { id: 1 } }),

	getEntriesV2: () => ({
		query: {
			...span,
			filter: { users_id: 2, billable: 12 },
			items_per_page: 3,
			enhanced_list: true,
		},
	}),
	createEntryV2: () => ({
		body: {
			customers_id: 1,
			billable: 1,
			lumpsum_services_id: 1,
			lumpsum_services_amount: 120,
			time_since: `${today}T09:00:00Z`,
		},
	}),
	getEntryByIdV2: made('entry.created'),
	updateEntryByIdV2: made('entry.created', { body: { text: 'Neuer Text', duration: 3600 } }),
	deleteEntryByIdV2: made('entry.created'),
	getEntrygroupsV2: () => ({
		query: { ...span, grouping: ['customers_id', 'projects_id'], filter: { users_id: 2 } },
	}),
	updateEntrygroupV2: async (client) => ({
		body: {
			...span,
			text: 'Zusammengefasst',
			filter: { users_id: 6 },
			confirm_key: await confirmKey(client, 6),
		},
	}),
	deleteEntrygroupV2: () => ({ query: { ...span, filter: { users_id: 5 } } }),
	getEntriesTextsV3: () => ({ query: { mode: 'add', term: 'start', filter: { customers_id: 1 } } }),

	getHolidaysQuotaV2: () => ({ query: { filter: { year, users_id: 2 } } }),
	createHolidaysQuotaV2: forUser((users_id) => ({ users_id, year_since: year, count: 30 })),
	getHolidaysQuotaByIdV2: made('holidays_quota.created'),
	updateHolidaysQuotaByIdV2: made('holidays_quota.created', { body: { count: 26.5 } }),
	deleteHolidaysQuotaByIdV2: made('holidays_quota.created'),
	getHolidaysCarryV3: () => ({ query: { year } }),
	createHolidaysCarryV3: forUser((users_id) => ({ users_id, year, count: 2.5, note: 'Rest' })),
	getHolidaysCarryByIdV3: made('holidays_carry.created'),
	updateHolidaysCarryByIdV3: made('holidays_carry.created', { body: { count: 1 } }),
	deleteHolidaysCarryByIdV3: made('holidays_carry.created'),
	getOvertimeCarryV3: () => ({ query: { users_id: 3 } }),
	createOvertimeCarryV3: forUser((users_id) => ({ users_id, year, hours: -3.25 })),
	getOvertimeCarryByIdV3: made('overtime_carry.created'),
	updateOvertimeCarryByIdV3: made('overtime_carry.created', { body: { hours: 4 } }),
	deleteOvertimeCarryByIdV3: made('overtime_carry.created'),
	getOvertimeReductionsV3: () => ({ query: { users_id: 3 } }),
	createOvertimeReductionV3: forUser((users_id) => ({ users_id, date: today, hours: 2 })),
	getOvertimeReductionByIdV3: reduction(),
	updateOvertimeReductionByIdV3: reduction({ body: { hours: 3, note: 'Arzt' } }),
	deleteOvertimeReductionByIdV3: reduction(),

	getNonbusinessGroupsV2: () => ({}),
	createNonbusinessGroupV2: () => ({ body: group() }),
	getNonbusinessGroupByIdV2: made('nonbusiness_group.created'),
	updateNonbusinessGroupByIdV2: made('nonbusiness_group.created', { body: group() }),
	deleteNonbusinessGroupByIdV2: made('nonbusiness_group.created'),
	getNonbusinessDaysV2: () => ({ query: { nonbusiness_group_id: 1, year } }),
	createNonbusinessDayV2: () => ({
		body: { nonbusiness_group_id: 1, name: 'Heiligabend', ...day },
	}),
	getNonbusinessDayByIdV2: () => ({ path: { id: 2 }, query: { year } }),
	updateNonbusinessDayByIdV2: () => ({ path: { id: 1 }, body: { half_day: true } }),
	deleteNonbusinessDayByIdV2: postedTo('/v2/nonbusinessDays', () => ({
		nonbusiness_group_id: 1,
		name: name('Betriebsausflug'),
		...day,
	})),
	getUsersNonbusinessGroupsV3: () => ({ query: { filter: { users_id: [2, 3] }, page: 1 } }),
	createUsersNonbusinessGroupV3: forUser((users_id) => ({
		users_id,
		nonbusiness_groups_id: 1,
		date_since: today,
	})),
	getUsersNonbusinessGroupByIdV3: groupOfUser(),
	updateUsersNonbusinessGroupByIdV3: groupOfUser({ body: { date_until: addDays(today, 30) } }),
	deleteUsersNonbusinessGroupByIdV3: groupOfUser(),
	getUsersNonbusinessDaysV2: () => ({
		query: { year, filter: { users_id: 2 }, items_per_page: 100 },
	}),

	getWorkTimesV2: () => ({
		query: { date_since: addDays(today, -10), date_until: today, users_id: 2 },
	}),
	getWorkTimesChangeRequestsV2: () => ({
		query: { status: 1, sort: ['-date'], items_per_page: 10 },
	}),
	createWorkTimesChangeRequestV2: () => ({
		body: {
			date: today,
			users_id: 3,
			changes: [{ type: 2, time_since: `${today}T10:00:00Z`, time_until: `${today}T10:30:00Z` }],
		},
	}),
	deleteWorkTimesChangeRequestByIdV2: made('work_time_change_request.created'),
	approveWorkTimesChangeRequestByIdV2: made('work_time_change_request.created'),
	createWorkTimesChangeRequestsDeclineByIdV2: made('work_time_change_request.created'),
	approveWorkTimesChangeRequestByIdV3: made('work_time_change_request.created', {
		body: { approve_violations: true },
	}),

	getCustomersV3: () => ({
		query: { filter: { active: true, fulltext: 'hotel' }, sort: ['-name'], items_per_page: 5000 },
	}),
	createCustomerV3: () => ({ body: { name: name('Kunde'), color: 3, service_assignments: [1] } }),
	getCustomersCountProjectsV3: () => ({ query: { customers_id: [1, 2] } }),
	getCustomerByIdV3: made('customer.created'),
	updateCustomerByIdV3: made('customer.created', { body: { active: false } }),
	deleteCustomerByIdV3: made('customer.created', { query: { dry_run: false, force: true } }),

	getProjectsV4: () => ({
		query: { filter: { customers_id: 1, completed: false }, sort: ['name'] },
	}),
	createProjectV4: () => ({
		body: {
			name: name('Projekt'),
			customers_id: 2,
			deadline: addDays(today, 30),
			budget: { amount: 80, notification_thresholds: [50, 80] },
		},
	}),
	getProjectByIdV4: made('project.created'),
	updateProjectByIdV4: made('project.created', { body: { budget: { amount: 12 } } }),
	deleteProjectByIdV4: made('project.created'),
	completeProjectByIdV4: made('project.created', { body: { completed: true } }),
	getProjectsReportsV3: () => ({ query: { sort: ['projects_name'], items_per_page: 250 } }),
	getProjectsReportsV4: async (client) => {
		await client('POST', `/v2/projects/${await retainer(client)}/createNextInterval`);
		return { query: { filter: { active: true, fulltext: 'retainer' } } };
	},
	updateProjectsSetBilledByIdV3: async (client) => ({
		path: { id: await hardProject(client) },
		body: { billed: true, billed_money: 1200 },
	}),
	createProjectsCreateNextIntervalByIdV2: async (client) => ({
		path: { id: await retainer(client) },
	}),
	getSubprojectsV3: () => ({ query: { filter: { projects_id: 1, active: true }, sort: ['id'] } }),
	createSubprojectV3: () => ({
		body: { name: name('Teil'), projects_id: 1, budget: { amount: 4 } },
	}),
	getSubprojectByIdV3: made('subproject.created'),
	updateSubprojectByIdV3: made('subproject.created', { body: { note: 'Notiz' } }),
	deleteSubprojectByIdV3: made('subproject.created'),
	completeSubprojectByIdV3: made('subproject.created', { body: { completed: true } }),

	getServicesV4: () => ({ query: { filter: { active: true }, items_per_page: 2, page: 2 } }),
	createServiceV4: () => ({ body: { name: name('Leistung') } }),
	getServiceByIdV4: made('service.created'),
	updateServiceByIdV4: made('service.created', { body: { number: 'L-9' } }),
	deleteServiceByIdV4: made('service.created'),
	getLumpSumServicesV4: () => ({ query: { filter: { fulltext: 'foto' } } }),
	createLumpSumServiceV4: () => ({ body: { name: name('Pauschale'), price: 19.5, unit: 'Stk.' } }),
	getLumpSumServiceByIdV4: made('lump_sum_service.created'),
	updateLumpSumServiceByIdV4: made('lump_sum_service.created', { body: { price: 20 } }),
	deleteLumpSumServiceByIdV4: made('lump_sum_service.created'),

	getTeamsV3: () => ({ query: { filter: { fulltext: 'web' }, sort: ['name'] } }),
	createTeamV3: async (client) => ({
		body: { name: name('Team'), user_ids: [await user(client)] },
	}),
	getTeamByIdV3: made('team.created'),
	updateTeamByIdV3: made('team.created', { body: { leader: 2 } }),
	deleteTeamByIdV3: made('team.created'),
	getUsersV3: () => ({ query: { filter: { active: true, teams_id: 1 }, sort: ['teams_name'] } }),
	createUserV3: () => ({
		body: { email: 'neu@nordlicht.example', name: 'Nele Neu', role: 'worker', teams_id: 1 },
	}),
	getUserByIdV3: made('user.created'),
	updateUserByIdV3: made('user.created', { body: { language: 'en', edit_lock_dyn: null } }),
	deleteUserByIdV3: made('user.created'),
	getUsersMeV4: () => ({}),

	getAbsencesV4: () => ({ query: { filter: { year: [year], status: 1, users_active: true } } }),
	createAbsenceV4: forUser((users_id) => ({
		users_id,
		type: 3,
		date_since: `${year}-03-02`,
		count_hours: 4,
	})),
	getAbsenceByIdV4: made('absence.created'),
	updateAbsenceByIdV4: made('absence.created', {
		body: { status: 1, public_note: 'Schönen Urlaub' },
	}),
	deleteAbsenceByIdV4: made('absence.created'),

	getRatesV4: () => ({}),
	createRateV4: () => ({ body: { hourly_rate: 120, customer_ids: [1], parent_rate_id: 1 } }),
	updateRatesDefaultV4: () => ({ body: { hourly_rate: 98 } }),
	getRateByIdV4: () => ({ path: { id: 1 } }),
	updateRateByIdV4: postedTo('/v4/rates', () => ({ hourly_rate: 70, user_ids: [2] }), {
		body: { hourly_rate: 75 },
	}),
	deleteRateByIdV4: postedTo('/v4/rates', () => ({ hourly_rate: 71, user_ids: [3] })),
	updateRatesSortByIdV4: () => ({ path: { id: 0 }, body: { ids: [3, 2] } }),

	getSubscriptionV2: () => ({}),
};

/** `filter[year]=2026&sort[]=-name`, as the API wants it. */
export function queryText(query: Record<string, unknown> = {}): string {
	const pairs = Object.entries(query).flatMap(([key, value]) => pairsOf(key, value));
	return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}

function pairsOf(key: string, value: unknown): Array<[string, string]> {
	if (Array.isArray(value)) return value.map((each) => [`${key}[]`, String(each)]);
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([inner, each]) => pairsOf(`${key}[${inner}]`, each));
	}
	return [[key, value === true ? '1' : value === false ? '0' : String(value)]];
}
