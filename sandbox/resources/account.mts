import { randomBytes } from 'node:crypto';
import type { StoredRecord } from '../store/data.mjs';
import { plans } from '../store/plans.mjs';
import { conflict } from '../store/refusals.mjs';
import { addDays, isoDay } from '../store/time.mjs';
import { present } from './changes.mjs';
import type { Company } from './company.mjs';
import { defaultNonbusinessGroup } from './nonbusiness-calendar.mjs';
import type { Handlers } from './resource.mjs';
import { newApiKey, users } from './users.mjs';

export const accountHandlers: Handlers = {
	getUsersMeV4: ({ user }, company) => ({ data: present(users, user, company) }),
	getSubscriptionV2: (_call, company) => {
		const plan = plans[company.store.data.plan];
		return {
			data: {
				current_until: addDays(isoDay(), 30),
				current: {
					plan_id: plan.planId,
					plan_name: plan.label,
					number_of_licences: company.records('users').all().length,
					interval: 'monthly',
				},
				upcoming: null,
				cancel_date: null,
			},
		};
	},
	getAggregatesUsersMeV2: ({ user }, company) => ({
		user: userOfFirstVersion(user, company),
		company: companySettings(company),
		worktime_regulation: null,
	}),
	// A new company would be another account: the answer has its form, and nothing is kept.
	createRegister: ({ body }, company) => {
		const isTaken = company.records('users').where({ email: body.email }).length > 0;
		if (isTaken) throw conflict('EmailNotAvailable', 'Email is not available.');
		return {
			success: true,
			user: {
				name: body.name,
				email: body.email,
				role: 'owner',
				access: { addCustomers: true },
				price_format: { example: 1234.5, format: '0,000.00' },
				timeformat_12h: false,
				weekstart_monday: true,
				weekend_friday: false,
				language: 'de',
				currency: 'EUR',
				currency_symbol: '€',
				timezone: 'Europe/Berlin',
				support_pin: '4711',
				allowEntriesTextMultiline: true,
				show_favorites: true,
			},
			apikey: newApiKey(),
			first_login_key: randomBytes(8).toString('hex'),
		};
	},
};

function userOfFirstVersion(user: StoredRecord, company: Company): Record<string, unknown> {
	const shown = present(users, user, company);
	const { work_time_regulations_id, nonbusiness_groups_id, ...rest } = shown;
	return {
		...rest,
		worktime_regulation_id: work_time_regulations_id,
		nonbusinessgroups_id: nonbusiness_groups_id,
	};
}

function companySettings(company: Company): Record<string, unknown> {
	const weekday = 8;
	return {
		...company.store.data.company,
		timezone_default: 'Europe/Berlin',
		currency: 'EUR',
		allow_entries_text_multiline: true,
		allow_entries_for_customers: true,
		allow_entry_overlaps: true,
		force_linked_entry_times: false,
		default_customers_id: null,
		default_services_id: null,
		module_absence: true,
		module_work_time: true,
		module_targethours: true,
		module_target_hours: true,
		module_userreports: true,
		module_user_reports: true,
		module_project_times: true,
		module_entries_texts: true,
		nonbusiness_group_default: defaultNonbusinessGroup(company)?.id ?? null,
		onboarding_complete: true,
		worktime_regulation_default: null,
		worktime_evaluate_regulations_since: null,
		worktime_force_breaks: 0,
		holidays_count_default: 30,
		absence_reduces_target_hours: true,
		compensate_day_default: 0,
		compensate_month_default: 0,
		target_hours_default: {
			monday: weekday,
			tuesday: weekday,
			wednesday: weekday,
			thursday: weekday,
			friday: weekday,
			saturday: 0,
			sunday: 0,
		},
	};
}
