import type { StoredRecord } from '../store/data.mjs';
import { filtered, hasWords, sorted, filterOf } from '../store/lists.mjs';
import { budgetOf } from './budgets.mjs';
import type { Company } from './company.mjs';
import { listAnswer } from './crud.mjs';
import type { Call, Handlers } from './resource.mjs';

export const reportHandlers: Handlers = {
	getProjectsReportsV3: (call, company) => projectReports(call, company, false),
	getProjectsReportsV4: (call, company) => projectReports(call, company, true),
	getCustomersCountProjectsV3: ({ operation, query }, company) => {
		const wanted = ([] as number[]).concat((query.customers_id as number[] | undefined) ?? []);
		const projects = company.records('projects').all();
		const counts = company
			.records('customers')
			.all()
			.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
			.map(({ id }) => {
				const own = projects.filter(({ customers_id }) => customers_id === id);
				const active = own.filter((project) => project.active === true).length;
				return { customers_id: id, active, inactive: own.length - active };
			});
		return listAnswer(operation, query, counts);
	},
	getEntriesTextsV3: ({ query, operation }, company) => {
		const entries = filtered(company.records('entries').all(), filterOf(query), {
			day: (entry, day) => String(entry.time_since).startsWith(String(day)),
			time_since: (entry, day) => String(entry.time_since) >= String(day),
			time_until: (entry, day) => String(entry.time_since).slice(0, 10) <= String(day),
		});
		const used = new Set(entries.map(({ texts_id }) => texts_id));
		const texts = company
			.records('texts')
			.all()
			.filter((each) => used.has(each.id) && hasWords(each, ['text'], query.term ?? ''))
			.slice(0, (query.items as number | undefined) ?? 100)
			.map(({ id, text }) => ({ id, label: text, value: text }));
		return { [operation.answer.key ?? 'data']: texts };
	},
};

function projectReports({ operation, query }: Call, company: Company, parts: boolean): unknown {
	const lines = company
		.records('projects')
		.all()
		.flatMap((project) => reportItems(project, company, parts));
	const found = filtered(lines, filterOf(query), {
		active: (each, wanted) => projectOf(each, company)?.active === wanted,
		budget_source: (each, wanted) => budgetSource(projectOf(each, company)) === wanted,
		fulltext: (each, text) =>
			hasWords(each, ['projects_name', 'projects_number', 'customers_name'], text),
	});
	const items = sorted(found, query.sort).map(({ id: _line, ...item }) => item);
	return listAnswer(operation, query, items);
}

/** One line for a project; an interval project has one for each of its parts. */
function reportItems(project: StoredRecord, company: Company, parts: boolean): StoredRecord[] {
	const customer = company.records('customers').find(project.customers_id);
	const item = {
		id: project.id,
		customers_id: project.customers_id,
		customers_name: customer?.name ?? '',
		customers_number: customer?.number ?? null,
		projects_id: project.id,
		projects_name: project.name,
		projects_number: project.number,
	};
	if (!parts || budgetSource(project) !== INTERVAL) return [item];
	const subprojects = company.records('subprojects').where({ projects_id: project.id });
	if (subprojects.length === 0) return [item];
	return subprojects.map(({ id, name, number }) => ({
		...item,
		subprojects_id: id,
		subprojects_name: name,
		subprojects_number: number,
	}));
}

function projectOf(item: StoredRecord, company: Company): StoredRecord | undefined {
	return company.records('projects').find(item.projects_id);
}

const INTERVAL = 3;

/** The vendor's numbers: no budget, entered, from the subprojects, interval. */
function budgetSource(project: StoredRecord | undefined): number {
	const budget = budgetOf(project);
	if (!budget) return 0;
	if (budget.interval !== null && budget.interval !== undefined) return INTERVAL;
	return budget.from_subprojects ? 2 : 1;
}
