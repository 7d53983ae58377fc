import type { Company } from '../company.mjs';
import type { Resource } from '../store.mjs';
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

/** The sum of the budgets of a project's subprojects. */
export function subprojectsTotal(projectId: number, company: Company): number {
	return company
		.rows('subprojects')
		.all()
		.filter((each) => each.projects_id === projectId)
		.reduce((sum, each) => sum + ((each.budget as Budget | null)?.amount ?? 0), 0);
}

/** Tells each threshold that the budgets of this project and subproject have reached, once. */
export function tellThresholds(
	projectId: number | null,
	subprojectId: number | null,
	company: Company,
): void {
	const project = projectId ? company.rows('projects').find(projectId) : undefined;
	const subproject = subprojectId ? company.rows('subprojects').find(subprojectId) : undefined;
	if (project) {
		const budget = project.budget as Budget | null;
		const amount = budget?.from_subprojects
			? subprojectsTotal(project.id, company)
			: budget?.amount;
		tell('projectBudget', project, { ...budget, amount }, 'projects_id', company);
	}
	if (subproject) {
		const budget = subproject.budget as Budget | null;
		tell('subprojectBudget', subproject, { ...budget }, 'subprojects_id', company);
	}
}

function tell(
	type: 'projectBudget' | 'subprojectBudget',
	owner: Resource,
	{ amount, monetary, notification_thresholds = [] }: Partial<Budget>,
	property: 'projects_id' | 'subprojects_id',
	company: Company,
): void {
	if (!amount || notification_thresholds.length === 0) return;
	const used = company
		.rows<Entry>('entries')
		.all()
		.filter((entry) => entry[property] === owner.id)
		.reduce((sum, entry) => sum + useOf(entry, monetary === true), 0);
	const percent = (used / amount) * 100;
	for (const threshold of [...notification_thresholds].sort((a, b) => a - b)) {
		if (percent >= threshold) company.emitThreshold(type, owner.id, threshold);
	}
}

function useOf(entry: Entry, monetary: boolean): number {
	return monetary ? revenueOf(entry) : secondsOf(entry) / 3600;
}
