import type { StoredRecord } from '../store/data.mjs';
import { conflict, refused } from '../store/refusals.mjs';
import { isoSeconds } from '../store/time.mjs';
import { emptyProjectBudget, settledBudget, subprojectsTotal, budgetOf } from './budgets.mjs';
import { create, present, requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { one } from './crud.mjs';
import { entries } from './entries.mjs';
import { nothingRuns, hasRunningEntry, type Entry } from './entry-values.mjs';
import { nextIntervalName } from './intervals.mjs';
import { checkDeadline } from './period.mjs';
import type { Handlers, Resource } from './resource.mjs';
import { subprojects } from './subprojects.mjs';

/** What a project has where nobody has set anything. */
export const plainProject = () => ({
	number: null,
	active: true,
	note: null,
	billed_money: null,
	billed_completely: null,
	completed: false,
	completed_at: null,
	revenue_factor: null,
	deadline: null,
	start_date: null,
	automatic_completion: false,
	test_data: false,
	budget: null,
	bill_service_id: null,
	service_assignments: [],
});

export const projects: Resource = {
	collection: 'projects',
	path: '/v4/projects',
	entity: 'project',
	vendorName: 'projects',
	defaults: ({ body }, company) => ({
		...plainProject(),
		billable_default:
			company.records('customers').find(body.customers_id)?.billable_default ?? true,
	}),
	references: { customers_id: 'customers', service_assignments: 'services' },
	unique: {
		properties: ['customers_id', 'name'],
		type: 'ResourceConflictFound',
		message: 'There is already a project with this name.',
	},
	settle: ({ before, next, call }) => {
		checkDeadline(next, 'ProjectDeadlineIsNotBeforeProjectStart');
		if (before?.completed && ('budget' in call.body || 'deadline' in call.body)) {
			throw refused(
				'IllegalChangeForCompletedProject',
				"The project has already been completed. The budget and deadline can't be changed.",
				{ details: { fields: ['budget', 'deadline'] } },
			);
		}
		return { ...next, budget: settledBudget(emptyProjectBudget, before?.budget, next.budget) };
	},
	derive: (project, company) => {
		const budget = budgetOf(project);
		return {
			count_subprojects: company.records('subprojects').where({ projects_id: project.id }).length,
			budget: budget && {
				...budget,
				subprojects_budget_total: subprojectsTotal(project.id, company),
			},
		};
	},
	mayDelete: ({ id }, _call, company) => nothingRuns('projects_id', id, company),
	fulltext: ['name', 'number', 'note'],
	dependents: [
		{ resource: subprojects, property: 'projects_id' },
		{ resource: entries, property: 'projects_id' },
	],
};

export const projectHandlers: Handlers = {
	// Guessed: `updated` first and then `completed`, and only `updated` when it is opened again.
	completeProjectByIdV4: (call, company) => {
		const project = requireOne(company, 'projects', call.path.id);
		const completed = call.body.completed === true;
		if (completed) checkCompletable(project, company);
		company.records('projects').replace({
			...project,
			completed,
			completed_at: completed ? (project.completed_at ?? isoSeconds()) : null,
		});
		company.emit('project', 'updated', project.id);
		if (completed && !project.completed) company.emit('project', 'completed', project.id);
		return one(projects, call, company, project.id);
	},
	updateProjectsSetBilledByIdV3: (call, company) => {
		const project = requireOne(company, 'projects', call.path.id);
		const { billed, billed_money } = call.body;
		const budget = budgetOf(project);
		if (typeof billed_money === 'number' && !budget?.hard) {
			throw refused(
				'BilledMoneyCanOnlyBeSetWithHardBudget',
				"The project does not have a hard budget so that the billed amount can't be set. You have to set the single entries to billed.",
				{ path: 'billed_money' },
			);
		}
		company.records('projects').replace({
			...project,
			...(billed_money !== undefined ? { billed_money } : {}),
			...(billed !== undefined ? { billed_completely: billed } : {}),
		});
		if (billed !== undefined) setEntriesBilled(project.id, billed === true, company);
		company.emit('project', 'updated', project.id);
		return one(projects, call, company, project.id);
	},
	createProjectsCreateNextIntervalByIdV2: (call, company) => {
		const project = requireOne(company, 'projects', call.path.id);
		const budget = budgetOf(project);
		if (budget?.interval === null || budget?.interval === undefined) {
			throw conflict('NoIntervalProject', 'The project has no interval budget.');
		}
		const existing = company
			.records('subprojects')
			.where({ projects_id: project.id })
			.map(({ name }) => String(name));
		const body = {
			projects_id: project.id,
			name: nextIntervalName(budget.interval, existing),
			budget: { monetary: budget.monetary, hard: budget.hard, amount: budget.amount },
		};
		const made = create(subprojects, { ...call, body }, company);
		return { data: present(subprojects, made, company) };
	},
};

/**
 * Billed is a state of the entries: billable ones become billed, and back.
 *
 * Guessed: the project fires `updated`, its entries fire nothing.
 */
function setEntriesBilled(projectId: number, billed: boolean, company: Company): void {
	const entries = company.records<Entry>('entries');
	const [from, to] = billed ? ([1, 2] as const) : ([2, 1] as const);
	for (const entry of entries.where({ projects_id: projectId, billable: from })) {
		entries.replace({ ...entry, billable: to });
	}
}

function checkCompletable(project: StoredRecord, company: Company): void {
	const budget = budgetOf(project);
	const open = company
		.records('subprojects')
		.where({ projects_id: project.id })
		.some(({ completed }) => !completed);
	if (budget?.from_subprojects && open) {
		throw refused(
			'AllSubprojectsMustBeCompleted',
			'All subprojects must be completed before the parent project can be completed.',
		);
	}
	if (hasRunningEntry('projects_id', project.id, company)) {
		throw refused(
			'ProjectCompletionAnyRunningEntries',
			"The project can't be set to completed. A co-worker is currently tracking time with the clock.",
		);
	}
}
