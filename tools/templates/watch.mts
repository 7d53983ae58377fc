import {
	builtIn,
	byName,
	clockodoTool,
	evenIfEmpty,
	keepRow,
	only,
	schedule,
	slack,
	trigger,
} from './steps.mjs';
import { path, serves, template } from './template.mjs';

const fromModel = (name: string, description: string, type = 'string') =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;

const hoursBy = (name: string, description: string, grouping: string[]) =>
	clockodoTool(name, description, 'entryGroup', 'getRows', {
		period: 'custom',
		time_since: fromModel('since', 'First day of the period, as 2026-01-31'),
		time_until: fromModel('until', 'Last day of the period, as 2026-01-31'),
		grouping,
	});

const agent = template({
	file: 'agent-how-many-hours',
	name: 'agent that answers “how many hours on X?”',
	need: 'Ask in a chat how many hours went into a customer, a project or a service, or who was how long on what. The agent reads and cannot change anything.',
	needs: 'any plan; a Clockodo API credential with its switch *Read Only* on; a language model.',
	fillIn: [
		'The two Clockodo tools: a Clockodo API credential with *Read Only* switched on.',
		'*Language Model*: your OpenAI credential, or another model in its place.',
	],
	steps: [
		builtIn('chatTrigger', 'Question', { options: {} }),
		builtIn('agent', 'Agent', {
			options: {
				systemMessage:
					'=You answer questions about recorded working time. Today is {{ $now.toISODate() }}. Without a period in the question, take this year. Use the tools, and add up duration_hours of the rows that match. Names in the question may be written nearly right: take the nearest, and say which. Say the hours with one decimal and the period that they are of. If the tools give nothing that matches, say so.',
			},
		}),
		builtIn('lmChatOpenAi', 'Language Model', {
			model: { __rl: true, mode: 'list', value: 'gpt-4.1-mini' },
			options: {},
		}),
		builtIn('memoryBufferWindow', 'Memory', {}),
		hoursBy(
			'Hours of Customers and Projects',
			'Hours of a period by customer, project and service, one row each',
			['customers_id', 'projects_id', 'services_id'],
		),
		hoursBy('Hours of People', 'Hours of a period by person, customer and project, one row each', [
			'users_id',
			'customers_id',
			'projects_id',
		]),
	],
	ways: [
		path('Question', 'Agent'),
		serves('ai_languageModel', 'Agent', 'Language Model'),
		serves('ai_memory', 'Agent', 'Memory'),
		serves('ai_tool', 'Agent', 'Hours of Customers and Projects', 'Hours of People'),
	],
});

const table = 'Clockodo health';

const health = template({
	file: 'health-check',
	name: 'says when nothing has come for too long',
	need: 'Notes when the last event came. When on a workday afternoon none has come for four hours, a channel hears of it: the key may be wrong, a right lost, n8n’s workflow switched off.',
	needs: 'any plan. To watch webhooks, put the upper row behind the trigger that has them.',
	fillIn: [
		'Make a Data Table *Clockodo health* in n8n with the columns source, last_event_at, last_event (texts). On n8n 1, choose it from the list in both table nodes.',
		'*Something Happened*: your Clockodo API credential.',
		'*Too Long Ago*: how many hours are too many for your company.',
		'*Tell the Channel*: your Slack credential and the channel.',
	],
	steps: [
		trigger('Something Happened', [
			'entry.created',
			'entry.started',
			'entry.stopped',
			'entry.updated',
		]),
		keepRow('Note the Time', table, 'source', {
			source: 'clockodo',
			last_event_at: '={{ $json.received_at }}',
			last_event: '={{ $json.event_name }}',
		}),
		schedule('Afternoons of Workdays', '0 12-18 * * 1-5'),
		evenIfEmpty(
			builtIn('dataTable', 'Get the Last Time', {
				resource: 'row',
				operation: 'get',
				dataTableId: byName(table),
				matchType: 'allConditions',
				filters: {
					conditions: [{ keyName: 'source', condition: 'eq', keyValue: 'clockodo' }],
				},
				returnAll: false,
				limit: 1,
			}),
		),
		only(
			'Too Long Ago',
			'!$json.last_event_at || DateTime.fromISO($json.last_event_at) < $now.minus({ hours: 4 })',
		),
		slack(
			'Tell the Channel',
			"=Nothing has come from Clockodo since {{ $json.last_event_at ?? 'the beginning' }}. Look at the workflow's executions, the credential and the rights of its user.",
		),
	],
	ways: [
		path('Something Happened', 'Note the Time'),
		path('Afternoons of Workdays', 'Get the Last Time', 'Too Long Ago', 'Tell the Channel'),
	],
});

export const watch = [agent, health];
