import type { StoredRecord } from '../store/data.mjs';
import { plans } from '../store/plans.mjs';
import type { Company } from './company.mjs';
import { revenueOf, secondsOf, type Entry } from './entry-values.mjs';

export interface Budget {
	monetary: boolean;
	hard: boolean;
	from_subprojects?: boolean;
	interval?: number | null;
	/** Hours, or money where it is monetary. */
	amount: number | null;
	notification_thresholds: number[];
}

export const emptyProjectBudget: Budget = {
	monetary: false,
	hard: false,
	from_subprojects: false,
	interval: null,
	amount: null,
	notification_thresholds: [],
};

export const emptySubprojectBudget: Budget = {
	monetary: false,
	hard: false,
	amount: null,
	notification_thresholds: [],
};

/** The budget of a project or a subproject. */
export function budgetOf(owner: StoredRecord | undefined): Budget | null {
	return (owner?.budget as Budget | null | undefined) ?? null;
}

/** A budget with what the request changes in it; null where there is none. */
export function settledBudget(empty: Budget, before: unknown, next: unknown): Budget | null {
	if (!next) return null;
	const merged = { ...empty, ...(before as Budget | null), ...(next as Budget) };
	const names = Object.keys(empty) as Array<keyof Budget>;
	return Object.fromEntries(names.map((name) => [name, merged[name]])) as unknown as Budget;
}

/** The sum of the budgets of a project's subprojects. */
export function subprojectsTotal(projectId: number, company: Company): number {
	return company
		.records('subprojects')
		.where({ projects_id: projectId })
		.reduce((sum, each) => sum + (budgetOf(each)?.amount ?? 0), 0);
}

export type BudgetOwnerType = 'projectBudget' | 'subprojectBudget';

/** What is used of a budget. */
export interface BudgetUse {
	/** Hours, or money where it is monetary. */
	amount: number;
	used: number;
	percent: number;
	monetary: boolean;
	/** In percent, the lowest first. */
	thresholds: number[];
}

/** The use of a project's or subproject's budget; undefined without an amount and a threshold. */
export function budgetUse(
	type: BudgetOwnerType,
	owner: StoredRecord,
	company: Company,
): BudgetUse | undefined {
	const budget = budgetOf(owner);
	const amount = budget?.from_subprojects ? subprojectsTotal(owner.id, company) : budget?.amount;
	if (!budget || !amount || budget.notification_thresholds.length === 0) return undefined;
	const property = type === 'projectBudget' ? 'projects_id' : 'subprojects_id';
	const used = company
		.records<Entry>('entries')
		.where({ [property]: owner.id })
		.reduce((sum, entry) => sum + useOf(entry, budget.monetary), 0);
	return {
		amount,
		used,
		percent: (used / amount) * 100,
		monetary: budget.monetary,
		thresholds: [...budget.notification_thresholds].sort((a, b) => a - b),
	};
}

/**
 * Tells each threshold that the budgets of this project and subproject have reached.
 *
 * Guessed: once for ever, also where the use falls below it again; looked for when an entry changes;
 * a running entry does not count.
 */
export function tellThresholds(
	projectId: number | null,
	subprojectId: number | null,
	company: Company,
): void {
	const project = company.records('projects').find(projectId);
	const subproject = company.records('subprojects').find(subprojectId);
	if (project) tell('projectBudget', project, company);
	if (subproject) tell('subprojectBudget', subproject, company);
}

function tell(type: BudgetOwnerType, owner: StoredRecord, company: Company): void {
	const { percent = 0, thresholds = [] } = budgetUse(type, owner, company) ?? {};
	for (const threshold of thresholds) {
		if (percent >= threshold) tellThreshold(type, owner.id, threshold, company);
	}
}

function tellThreshold(
	type: BudgetOwnerType,
	id: number,
	threshold: number,
	company: Company,
): void {
	const { plan, toldThresholds } = company.store.data;
	if (!plans[plan].budgetNotifications || wasThresholdTold(type, id, threshold, company)) return;
	toldThresholds.push(thresholdKey(type, id, threshold));
	company.store.changed();
	company.publish('project.budget_notification', id, { id, type, threshold });
}

/** Whether it was told already that the use of this budget crossed the threshold, in percent. */
export function wasThresholdTold(
	type: BudgetOwnerType,
	id: number,
	threshold: number,
	company: Company,
): boolean {
	return company.store.data.toldThresholds.includes(thresholdKey(type, id, threshold));
}

function thresholdKey(type: BudgetOwnerType, id: number, threshold: number): string {
	return `${type}:${id}:${threshold}`;
}

function useOf(entry: Entry, monetary: boolean): number {
	return monetary ? revenueOf(entry) : secondsOf(entry) / 3600;
}
