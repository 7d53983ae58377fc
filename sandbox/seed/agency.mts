import { presetDays } from '../resources/holidays.mjs';
import { newApiKey, plainUser } from '../resources/users.mjs';
import type { Data, StoredRecord } from '../store/data.mjs';
import type { PlanName } from '../store/plans.mjs';
import { isoSeconds } from '../store/time.mjs';
import { Book } from './book.mjs';
import { addCustomers, addRates, addServices } from './customers.mjs';
import {
	addAbsences,
	addEntries,
	favorite,
	surchargeModel,
	weeklyTarget,
	workday,
} from './work.mjs';

export interface SeedOptions {
	plan: PlanName;
	/** The API key of the owner; without it a new one is made up. */
	apiKey?: string;
	/** `agency`: a small believable company; `bare`: its owner and what an account has from its first day. */
	seed: 'agency' | 'bare';
}

const OWNER = { name: 'Clara Hofmann', email: 'clara@nordlicht.example' };

/** The account of the first day: an agency in Hamburg, with dates around today. */
export function freshCompany({ plan, apiKey, seed }: SeedOptions): Data {
	const book = new Book();
	addAccount(book);
	if (seed === 'agency') addAgency(book);
	const { collections, sequences } = book;
	const apiKeys = Object.fromEntries(book.all('users').map(({ id }) => [id, newApiKey()]));
	apiKeys[1] = apiKey ?? newApiKey();
	return {
		company: { id: 1337, name: 'Nordlicht Werbeagentur GmbH' },
		plan,
		sequences,
		collections,
		apiKeys,
		protocol: {},
		secrets: [],
		toldThresholds: [],
	};
}

function addAccount(book: Book): void {
	addUser(book, OWNER.name, OWNER.email, { role: 'owner', number: 'MA-01' });
	book.add('rates', {
		parent_rate_id: null,
		customer_ids: [],
		project_ids: [],
		service_ids: [],
		user_ids: [],
		hourly_rate: 95,
		test_data: false,
		position: 0,
	});
	const group = book.add('nonbusinessGroups', {
		name: 'Feiertage in Hamburg',
		company_default: true,
	});
	for (const day of [
		...presetDays,
		{ name: 'Reformationstag', type: 'DISTINCT_RECURRING', day: 31, month: 10 },
	]) {
		book.add('nonbusinessDays', {
			...day,
			nonbusiness_group_id: group.id,
			half_day: false,
			surcharge_special: false,
		});
	}
	book.add('accessGroups', {
		name: 'Alle Projekte',
		users_ids: [1],
		has_elevated_access: null,
		has_master_data_access: null,
		company_default: true,
	});
}

const DAY = 24 * 60 * 60 * 1000;

function addUser(
	book: Book,
	name: string,
	email: string,
	more: Record<string, unknown>,
): StoredRecord {
	return book.add('users', {
		name,
		email,
		role: 'worker',
		...plainUser(),
		wage_type: 1,
		creator: null,
		created_at: isoSeconds(Date.now() - 400 * DAY),
		support_pin: '4711',
		...more,
	});
}

function addAgency(book: Book): void {
	const year = new Date().getUTCFullYear();
	const design = book.add('teams', { name: 'Design', leader: 3 });
	const web = book.add('teams', { name: 'Web', leader: 4 });
	const people: Array<[string, string, StoredRecord | undefined]> = [
		['Jonas Weber', 'jonas', web],
		['Mia Schneider', 'mia', design],
		['Emre Yilmaz', 'emre', web],
		['Lena Fischer', 'lena', design],
		['Paul Krüger', 'paul', web],
	];
	people.forEach(([name, mailbox, team], index) => {
		addUser(book, name, `${mailbox}@nordlicht.example`, {
			number: `MA-0${index + 2}`,
			boss: 1,
			teams_id: team?.id ?? null,
			absence_managers_id: [1],
		});
	});
	const users = book.all('users');
	for (const group of book.all('accessGroups')) group.users_ids = users.map(({ id }) => id);
	addServices(book);
	addCustomers(book);
	addRates(book);
	for (const user of users) {
		book.add('holidaysQuota', {
			users_id: user.id,
			year_since: year - 1,
			year_until: null,
			count: 30,
			note: null,
		});
		book.add('targethours', weeklyTarget(user.id, year));
	}
	book.add('usersNonbusinessGroups', {
		users_id: 2,
		nonbusiness_groups_id: 1,
		date_since: `${year - 1}-01-01`,
		date_until: null,
	});
	book.add('holidaysCarry', { users_id: 2, year, count: 4, note: 'Resturlaub' });
	book.add('overtimeCarry', { users_id: 3, year, hours: 12.5, note: null });
	book.add('overtimeReductions', {
		users_id: 3,
		date: workday(-20),
		hours: 4,
		note: 'Freier Nachmittag',
		added_at: workday(-22),
		added_by_users_id: 1,
	});
	book.add('surchargeModels', surchargeModel('Nacht und Feiertag'));
	addAbsences(book);
	addEntries(book);
	book.add('favorites', favorite('Website Hotel Bergblick', 1, 1, 1, 2));
	book.add('favorites', favorite('Abstimmung Stadtwerke', 2, 3, null, 4));
	book.add('changeRequests', {
		date: workday(-1),
		users_id: 4,
		status: 1,
		created_at: isoSeconds(Date.now() - 3 * 60 * 60 * 1000),
		declined_at: null,
		declined_by: null,
		changes: [
			{ type: 1, time_since: `${workday(-1)}T16:00:00Z`, time_until: `${workday(-1)}T17:30:00Z` },
		],
	});
}
