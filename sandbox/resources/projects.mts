import { conflict, refused } from '../store/refusals.mjs';
import type { Company } from './company.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { isoSeconds } from '../store/time.mjs';
import { emptyProjectBudget, settledBudget, subprojectsTotal, type Budget } from './budgets.mjs';
import { create, present, requireOne } from './changes.mjs';
import { entries } from './entries.mjs';
import { isRunning, nothingRuns, type Entry } from './entry-values.mjs';
import { one } from './crud.mjs';
import { nextIntervalName } from './intervals.mjs';
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
			company.records('customers').find(body.customers_id as number)?.billable_default ?? true,
	}),
	references: { customers_id: 'customers', service_assignments: 'services' },
	unique: {
		properties: ['customers_id', 'name'],
		type: 'ResourceConflictFound',
		message: 'There is already a project with this name.',
	},
	settle: ({ before, next, call }) => {
		checkPeriod(next);
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
		const budget = project.budget as Budget | null;
		return {
			count_subprojects: company
				.records('subprojects')
				.all()
				.filter(({ projects_id }) => projects_id === project.id).length,
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
		const budget = project.budget as Budget | null;
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
		const budget = project.budget as Budget | null;
		if (budget?.interval === null || budget?.interval === undefined) {
			throw conflict('NoIntervalProject', 'The project has no interval budget.');
		}
		const existing = company
			.records('subprojects')
			.all()
			.filter(({ projects_id }) => projects_id === project.id)
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

/** Billed is a state of the entries: billable ones become billed, and back. */
function setEntriesBilled(projectId: number, billed: boolean, company: Company): void {
	const entries = company.records<Entry>('entries');
	const [from, to] = billed ? [1, 2] : [2, 1];
	for (const entry of entries.all()) {
		if (entry.projects_id === projectId && entry.billable === from) {
			entries.replace({ ...entry, billable: to });
		}
	}
}

function checkCompletable(project: StoredRecord, company: Company): void {
	const budget = project.budget as Budget | null;
	const open = company
		.records('subprojects')
		.all()
		.some(({ projects_id, completed }) => projects_id === project.id && !completed);
	if (budget?.from_subprojects && open) {
		throw refused(
			'AllSubprojectsMustBeCompleted',
			'All subprojects must be completed before the parent project can be completed.',
		);
	}
	const running = company
		.records<Entry>('entries')
		.all()
		.some((entry) => entry.projects_id === project.id && isRunning(entry));
	if (running) {
		throw refused(
			'ProjectCompletionAnyRunningEntries',
			"The project can't be set to completed. A co-worker is currently tracking time with the clock.",
		);
	}
}

function checkPeriod({ start_date, deadline }: StoredRecord): void {
	if (start_date && deadline && String(deadline) < String(start_date)) {
		throw refused(
			'ProjectDeadlineIsNotBeforeProjectStart',
			'Deadline must be after or equal to start date.',
			{ path: 'deadline' },
		);
	}
}
