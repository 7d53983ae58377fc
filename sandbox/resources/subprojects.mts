import type { StoredRecord } from '../store/data.mjs';
import { refused } from '../store/refusals.mjs';
import { isoSeconds } from '../store/time.mjs';
import { emptySubprojectBudget, settledBudget } from './budgets.mjs';
import { requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { one } from './crud.mjs';
import { entries } from './entries.mjs';
import { hasRunningEntry, nothingRuns } from './entry-values.mjs';
import { checkDeadline } from './period.mjs';
import type { Handlers, Resource } from './resource.mjs';

/** What a subproject has where nobody has set anything. */
export const plainSubproject = () => ({
	note: null,
	number: null,
	budget: null,
	billed: 0,
	billed_money: null,
	billed_completely: null,
	completed: false,
	completed_at: null,
	revenue_factor: null,
	start_date: null,
	deadline: null,
	active: true,
	automatic_completion: false,
	service_assignments: [],
	bill_service_id: null,
});

export const subprojects: Resource = {
	collection: 'subprojects',
	path: '/v3/subprojects',
	entity: 'subproject',
	vendorName: 'subprojects',
	defaults: ({ body }, company) => ({
		...plainSubproject(),
		billable_default: company.records('projects').find(body.projects_id)?.billable_default ?? true,
	}),
	references: { projects_id: 'projects', service_assignments: 'services' },
	unique: {
		properties: ['projects_id', 'name'],
		type: 'ResourceConflictFound',
		message: 'There is already a subproject with this name.',
	},
	settle: ({ before, next, call }, company) => {
		checkProject(before, next, company);
		if (before?.completed && 'budget' in call.body) {
			throw refused(
				'SubprojectBudgetModificationIsProhibitedBecauseItIsCompleted',
				'You cannot edit subproject budget data because the subproject is already completed.',
				{ path: 'budget' },
			);
		}
		checkDeadline(next, 'SubprojectDeadlineIsNotBeforeSubprojectStart');
		return {
			...next,
			budget: settledBudget(emptySubprojectBudget, before?.budget, next.budget),
		};
	},
	mayDelete: ({ id }, _call, company) => nothingRuns('subprojects_id', id, company),
	fulltext: ['name', 'number', 'note'],
	dependents: [{ resource: entries, property: 'subprojects_id' }],
};

export const subprojectHandlers: Handlers = {
	completeSubprojectByIdV3: (call, company) => {
		const subproject = requireOne(company, 'subprojects', call.path.id);
		const completed = call.body.completed === true;
		if (completed && hasRunningEntry('subprojects_id', subproject.id, company)) {
			throw refused(
				'SubprojectCompletionAnyRunningEntries',
				"The subproject can't be set to completed. A co-worker is currently tracking time with the clock.",
			);
		}
		company.records('subprojects').replace({
			...subproject,
			completed,
			completed_at: completed ? (subproject.completed_at ?? isoSeconds()) : null,
		});
		company.emit('subproject', 'updated', subproject.id);
		return one(subprojects, call, company, subproject.id);
	},
};

function checkProject(
	before: StoredRecord | undefined,
	next: StoredRecord,
	company: Company,
): void {
	if (before) return;
	const project = company.records('projects').find(next.projects_id);
	if (!project) return;
	if (!project.active) {
		throw refused(
			'CreationForInactiveProjectIsForbidden',
			'Subprojects cannot be created for archived projects.',
			{ path: 'projects_id' },
		);
	}
	if (project.completed) {
		throw refused('ProjectIsCompleted', 'The project is completed.', { path: 'projects_id' });
	}
}
