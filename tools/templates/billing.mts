import {
	builtIn,
	byId,
	clockodo,
	fields,
	once,
	only,
	question,
	schedule,
	sheetRows,
	slack,
	trigger,
} from './steps.mjs';
import { path, template } from './template.mjs';

const lastMonth = { period: 'lastMonth' };

const monthToInvoice = template({
	file: 'month-to-invoice-rows',
	name: 'the month’s hours → invoice rows, marked as billed',
	need: 'On the first of the month, last month’s billable hours become rows of a sheet, by customer, project and service. After a click they are marked as billed in Clockodo.',
	needs: 'any plan; the key of somebody who may see revenues and edit everybody’s entries.',
	fillIn: [
		'The three Clockodo nodes: your Clockodo API credential.',
		'*Add Rows*: your Google credential, the document and the sheet, with the columns month, customer, project, service, hours, revenue.',
		'*Ask*: your SMTP credential, *From Email* and *To Email*.',
	],
	steps: [
		schedule('First of the Month', '0 7 1 * *'),
		clockodo('Get Billable Hours', 'entryGroup', 'getRows', {
			...lastMonth,
			grouping: ['customers_id', 'projects_id', 'services_id'],
			filters: { billable: 1 },
		}),
		sheetRows(
			'Add Rows',
			{
				month: "={{ $now.minus({ months: 1 }).toFormat('yyyy-MM') }}",
				customer: "={{ $json.customers_name ?? '' }}",
				project: "={{ $json.projects_name ?? '' }}",
				service: "={{ $json.services_name ?? '' }}",
				hours: '={{ Number($json.duration_hours.toFixed(2)) }}',
				revenue: '={{ $json.revenue }}',
			},
			['hours', 'revenue'],
		),
		once(
			clockodo('Count Entries', 'entry', 'markBilled', {
				which: 'filters',
				...lastMonth,
				filters: { billable: 1 },
				confirm: false,
			}),
		),
		question(
			'Ask',
			{
				to: '',
				subject: 'Mark last month as billed?',
				text: "=The hours of last month are in the sheet: {{ $('Get Billable Hours').all().length }} rows, {{ $json.affected_entries }} entries. Mark these entries as billed in Clockodo?",
			},
			'Mark as billed',
			'Not yet',
		),
		only('Yes?', '$json.data.approved === true'),
		clockodo('Mark as Billed', 'entry', 'markBilled', {
			which: 'filters',
			...lastMonth,
			filters: { billable: 1 },
			confirm: true,
			options: { expectedEntries: "={{ $('Count Entries').first().json.affected_entries }}" },
		}),
	],
	ways: [
		path(
			'First of the Month',
			'Get Billable Hours',
			'Add Rows',
			'Count Entries',
			'Ask',
			'Yes?',
			'Mark as Billed',
		),
	],
	hints: {
		'Count Entries': 'Counts, and changes nothing.',
		'Mark as Billed': 'Stops where the number of entries is another one by now.',
	},
});

const budgetByWebhook = template({
	file: 'budget-warning-by-webhook',
	name: 'budget nearly used, told by Clockodo',
	need: 'The moment a project’s budget passes one of its thresholds, a channel hears of it.',
	needs:
		'an Enterprise or trial account, since Clockodo sends these to no other, and one of its webhooks; budgets with thresholds. On other plans, take the next template.',
	fillIn: [
		'*Budget Passed a Threshold*: your Clockodo API and Clockodo Webhook Token credentials. Then the five steps that the node shows.',
		'*Tell the Channel*: your Slack credential and the channel.',
	],
	steps: [
		trigger('Budget Passed a Threshold', ['project.budget_notification'], 'manual'),
		slack(
			'Tell the Channel',
			"=Budget of {{ [$json.resource.customers_name, $json.resource.name].filter(Boolean).join(', ') }}: {{ $json.payload.threshold }} % are used.",
		),
	],
	ways: [path('Budget Passed a Threshold', 'Tell the Channel')],
});

const budgetByReport = template({
	file: 'budget-warning-by-report',
	name: 'budget nearly used, looked up every day',
	need: 'Every workday, projects that have used 80 % of their budget, in hours or in money, are told in a channel; each of them once.',
	needs: 'any plan; the key of somebody who may see all projects, entries and revenues.',
	fillIn: [
		'The two Clockodo nodes: your Clockodo API credential.',
		'*Nearly Used*: another share than 80 %.',
		'*Tell the Channel*: your Slack credential and the channel.',
	],
	steps: [
		schedule('Workdays at Seven', '0 7 * * 1-5'),
		clockodo('Get Projects', 'project', 'getAll', {
			returnAll: true,
			simplify: false,
			filters: { active: true },
		}),
		once(
			clockodo('Get Hours of All Projects', 'entryGroup', 'getRows', {
				period: 'custom',
				time_since: '={{ $now.minus({ years: 3 }).toISODate() }}',
				time_until: '={{ $now.toISODate() }}',
				grouping: ['projects_id'],
			}),
		),
		fields(
			'Use of the Budget',
			{
				projects_id: '={{ $json.projects_id }}',
				project: "={{ $json.projects_name ?? '' }}",
				percent:
					"={{ ((budget) => budget?.amount && budget.interval === null ? Math.floor(100 * (budget.monetary ? $json.revenue : $json.duration_hours) / budget.amount) : 0)($('Get Projects').all().find(({ json }) => json.id === $json.projects_id)?.json.budget) }}",
			},
			{ projects_id: 'number', percent: 'number' },
		),
		only('Nearly Used', '$json.percent >= 80'),
		builtIn('removeDuplicates', 'Not Told Before', {
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: '={{ $json.projects_id }}',
			options: {},
		}),
		slack(
			'Tell the Channel',
			'={{ $json.project }}: {{ $json.percent }} % of the budget are used.',
		),
	],
	ways: [
		path(
			'Workdays at Seven',
			'Get Projects',
			'Get Hours of All Projects',
			'Use of the Budget',
			'Nearly Used',
			'Not Told Before',
			'Tell the Channel',
		),
	],
	hints: {
		'Get Hours of All Projects': 'One request for all, of the last three years.',
		'Use of the Budget': 'Budgets by the month or year are left out: their use begins anew.',
	},
});

const projectToInvoice = template({
	file: 'completed-project-to-invoice-draft',
	name: 'completed project → invoice draft',
	need: 'When a project is completed, its billable hours go to your invoicing program as the lines of a draft, one for each service.',
	needs: 'any plan; the key of somebody who may see the project’s entries and revenues.',
	fillIn: [
		'*Project Completed* and *Get Its Hours*: your Clockodo API credential.',
		'*Make the Draft*: URL, credential and body as your invoicing program wants them; many have a node of their own.',
	],
	steps: [
		trigger('Project Completed', ['project.completed']),
		clockodo('Get Its Hours', 'entryGroup', 'getRows', {
			period: 'custom',
			time_since: '={{ $now.minus({ years: 3 }).toISODate() }}',
			time_until: '={{ $now.toISODate() }}',
			grouping: ['projects_id', 'services_id'],
			filters: { projects_id: byId('={{ $json.resource_id }}'), billable: 1 },
		}),
		fields(
			'Line',
			{
				projects_id: '={{ $json.projects_id }}',
				description: '={{ $json.services_name }}',
				hours: '={{ Number($json.duration_hours.toFixed(2)) }}',
				amount: '={{ $json.revenue }}',
			},
			{ projects_id: 'number', hours: 'number', amount: 'number' },
		),
		builtIn('summarize', 'Lines of Each Project', {
			fieldsToSummarize: {
				values: [
					{ aggregation: 'append', field: 'description' },
					{ aggregation: 'sum', field: 'amount' },
				],
			},
			fieldsToSplitBy: 'projects_id',
			options: {},
		}),
		builtIn('httpRequest', 'Make the Draft', {
			method: 'POST',
			url: '',
			sendBody: true,
			specifyBody: 'json',
			jsonBody:
				"={{ JSON.stringify((({ resource }) => ({ customer: resource.customers_name, title: resource.name, total: $json.sum_amount, lines: $('Line').all().map(({ json }) => json).filter((line) => line.projects_id === $json.projects_id).map(({ description, hours, amount }) => ({ description, hours, amount })) }))($('Project Completed').all().map(({ json }) => json).find((event) => event.resource_id === $json.projects_id))) }}",
			options: {},
		}),
	],
	ways: [
		path('Project Completed', 'Get Its Hours', 'Line', 'Lines of Each Project', 'Make the Draft'),
	],
});

export const billing = [monthToInvoice, budgetByWebhook, budgetByReport, projectToInvoice];
