import type { StoredRecord } from '../store/data.mjs';
import { conflict, refused } from '../store/refusals.mjs';
import { requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { mustExist, mustExistIn } from './references.mjs';
import type { Handlers } from './resource.mjs';

/** A rate and those that are more special below it. The first of all is the company's default. */
type Rate = StoredRecord & {
	parent_rate_id: number | null;
	customer_ids: number[];
	project_ids: number[];
	service_ids: number[];
	user_ids: number[];
	hourly_rate: number;
	test_data: boolean;
	position: number;
};

const CONDITIONS = {
	customer_ids: 'customers',
	project_ids: 'projects',
	service_ids: 'services',
	user_ids: 'users',
} as const;

/**
 * The hourly rate of an entry: down the tree, at each level the first rate whose conditions hold.
 *
 * Guessed: that the first one wins.
 */
export function hourlyRate(entry: Record<string, unknown>, company: Company): number {
	let current = defaultRate(company);
	let rate = current?.hourly_rate ?? 0;
	while (current) {
		const next = childrenOf(current.id, company).find((each) => holds(each, entry));
		rate = next?.hourly_rate ?? rate;
		current = next;
	}
	return rate;
}

export const rateHandlers: Handlers = {
	getRatesV4: (_call, company) => {
		const rate = defaultRate(company);
		return { data: rate ? [shown(rate, company)] : [] };
	},
	getRateByIdV4: ({ path }, company) => ({
		data: shown(requireOne<Rate>(company, 'rates', path.id), company),
	}),
	createRateV4: ({ body }, company) => {
		const parent = body.parent_rate_id
			? requireOne<Rate>(company, 'rates', body.parent_rate_id as number)
			: defaultRate(company);
		checkConditions(body, company);
		const rate = rates(company).insert({
			parent_rate_id: parent?.id ?? null,
			customer_ids: [],
			project_ids: [],
			service_ids: [],
			user_ids: [],
			...body,
			...(body.parent_rate_id ? {} : { parent_rate_id: parent?.id ?? null }),
			hourly_rate: body.hourly_rate,
			test_data: false,
			position: parent ? childrenOf(parent.id, company).length : 0,
		});
		return { data: shown(rate, company) };
	},
	updateRateByIdV4: ({ path, body }, company) => {
		const rate = requireOne<Rate>(company, 'rates', path.id);
		checkConditions(body, company);
		const next = { ...rate, ...body } as Rate;
		if (rate.parent_rate_id === null && Object.keys(CONDITIONS).some((name) => name in body)) {
			throw refused('InvalidCombination', 'The default rate has no conditions.', {
				details: { fields: Object.keys(CONDITIONS) },
			});
		}
		rates(company).replace(next);
		return { data: shown(next, company) };
	},
	updateRatesDefaultV4: ({ body }, company) => {
		const rate = defaultRate(company);
		const hourly_rate = body.hourly_rate as number;
		if (!rate) throw conflict('ResourceNotFound', 'The company has no default rate.');
		const next = { ...rate, hourly_rate };
		rates(company).replace(next);
		return { data: shown(next, company) };
	},
	deleteRateByIdV4: ({ path }, company) => {
		const rate = requireOne<Rate>(company, 'rates', path.id);
		if (rate.parent_rate_id === null) {
			throw refused('DeleteCompanyDefaultIsNotAllowed', 'The default rate cannot be deleted.');
		}
		removeTree(rate, company);
		return { success: true };
	},
	updateRatesSortByIdV4: ({ path, body }, company) => {
		// 0 stands for the top: the rates right below the default one.
		const parent =
			path.id === 0 ? defaultRate(company) : requireOne<Rate>(company, 'rates', path.id);
		if (!parent) throw conflict('ResourceNotFound', 'The company has no default rate.');
		const children = childrenOf(parent.id, company);
		const ids = body.ids as number[];
		mustExist(ids, (id) => children.some((child) => child.id === id), 'ids');
		for (const child of children) {
			const place = ids.indexOf(child.id);
			const position = place === -1 ? ids.length + child.position : place;
			rates(company).replace({ ...child, position });
		}
		return { data: shown(requireOne<Rate>(company, 'rates', parent.id), company) };
	},
};

function rates(company: Company) {
	return company.records<Rate>('rates');
}

function defaultRate(company: Company): Rate | undefined {
	return rates(company).where({ parent_rate_id: null }).at(0);
}

function childrenOf(id: number, company: Company): Rate[] {
	return rates(company)
		.where({ parent_rate_id: id })
		.sort((a, b) => a.position - b.position);
}

function holds(rate: Rate, entry: Record<string, unknown>): boolean {
	const fits = (ids: number[], id: unknown) => ids.length === 0 || ids.includes(id as number);
	return (
		fits(rate.customer_ids, entry.customers_id) &&
		fits(rate.project_ids, entry.projects_id) &&
		fits(rate.service_ids, entry.services_id) &&
		fits(rate.user_ids, entry.users_id)
	);
}

function shown(rate: Rate, company: Company): unknown {
	const { id, customer_ids, project_ids, service_ids, user_ids, hourly_rate, test_data } = rate;
	const children = childrenOf(id, company).map((child) => shown(child, company));
	return { id, customer_ids, project_ids, service_ids, user_ids, hourly_rate, test_data, children };
}

function removeTree(rate: Rate, company: Company): void {
	for (const child of childrenOf(rate.id, company)) removeTree(child, company);
	rates(company).remove(rate.id);
}

function checkConditions(body: Record<string, unknown>, company: Company): void {
	for (const [property, collection] of Object.entries(CONDITIONS)) {
		const ids = (body[property] as number[] | undefined) ?? [];
		mustExistIn(collection, ids, property, company);
	}
}
