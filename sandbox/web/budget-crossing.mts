import { performAsOwner } from '../api/api.mjs';
import {
	budgetUse,
	wasThresholdTold,
	type BudgetOwnerType,
	type BudgetUse,
} from '../resources/budgets.mjs';
import type { Company } from '../resources/company.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { refused } from '../store/refusals.mjs';
import { isoSeconds } from '../store/time.mjs';

/** A budget that tells of thresholds, with what is used of it. */
export interface WatchedBudget extends BudgetUse {
	type: BudgetOwnerType;
	owner: StoredRecord;
	/** The thresholds in percent that were not told yet. */
	open: number[];
}

const collections: Record<BudgetOwnerType, string> = {
	projectBudget: 'projects',
	subprojectBudget: 'subprojects',
};

/** The budgets of projects and subprojects that have thresholds. */
export function watchedBudgets(company: Company): WatchedBudget[] {
	return (Object.keys(collections) as BudgetOwnerType[]).flatMap((type) =>
		company
			.records(collections[type])
			.all()
			.flatMap((owner) => {
				const use = budgetUse(type, owner, company);
				if (!use) return [];
				const open = use.thresholds.filter(
					(threshold) => !wasThresholdTold(type, owner.id, threshold, company),
				);
				return [{ ...use, type, owner, open }];
			}),
	);
}

/**
 * Books just as much as is missing to the next threshold that was not told yet.
 * @returns what was done, in words
 * @throws ApiError where no threshold is left
 */
export async function crossNextThreshold(
	type: string,
	id: number,
	company: Company,
): Promise<string> {
	const budget = watchedBudgets(company).find((each) => each.type === type && each.owner.id === id);
	const threshold = budget?.open.at(0);
	if (!budget || threshold === undefined) {
		throw refused('NoThresholdLeft', 'Every threshold of this budget was told already.');
	}
	const missing = Math.max(0, (budget.amount * threshold) / 100 - budget.used);
	await performAsOwner(company, 'createEntryV2', {
		body: { ...placeOf(budget, company), ...bookingOf(budget.monetary, missing) },
	});
	return `Booked ${inWords(missing, budget.monetary)} on ‘${String(budget.owner.name)}’: it reached ${threshold} %.`;
}

export function inWords(amount: number, monetary: boolean): string {
	return `${amount.toLocaleString('en', { maximumFractionDigits: 2 })} ${monetary ? '€' : 'h'}`;
}

function placeOf({ type, owner }: WatchedBudget, company: Company) {
	const projects_id = type === 'projectBudget' ? owner.id : Number(owner.projects_id);
	const project = company.records('projects').find(projects_id);
	return {
		customers_id: project?.customers_id,
		projects_id,
		...(type === 'subprojectBudget' ? { subprojects_id: owner.id } : {}),
		services_id: company.records('services').all().at(0)?.id,
		billable: 1,
		text: 'Booked to cross a threshold of the budget',
	};
}

/** Money as a lump sum, hours as time that ends now. */
function bookingOf(monetary: boolean, missing: number) {
	const now = Date.now();
	if (monetary) return { time_since: isoSeconds(now), lumpsum: Math.ceil(missing * 100) / 100 };
	const duration = Math.max(60, Math.ceil(missing * 3600));
	return { time_since: isoSeconds(now - duration * 1000), time_until: isoSeconds(now) };
}
