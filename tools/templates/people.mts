import { builtIn, byId, byName, clockodo, condition, fields, only, slack } from './steps.mjs';
import { from, path, template } from './template.mjs';

/** Without a path of its own: n8n makes one up for whoever imports it. */
const webhook = (name: string, responseMode: 'lastNode' | 'onReceived') =>
	builtIn('webhook', name, {
		httpMethod: 'POST',
		authentication: 'headerAuth',
		responseMode,
		options: {},
	});

const dealToProject = template({
	file: 'crm-deal-to-project',
	name: 'deal won in the CRM → customer and project',
	need: 'A deal that is won becomes a customer and a project with its budget. Sent twice, it changes nothing.',
	needs: 'any plan; the key of somebody who may manage customers and projects.',
	fillIn: [
		'*Deal Won*: a Header Auth credential, and its URL and header in your CRM’s webhook. Or put your CRM’s own trigger in its place.',
		'*Deal*: from which of your CRM’s fields the values come.',
		'The two Clockodo nodes: your Clockodo API credential.',
	],
	steps: [
		webhook('Deal Won', 'lastNode'),
		fields(
			'Deal',
			{
				company: '={{ $json.body.company }}',
				deal_number: '={{ String($json.body.deal_number) }}',
				title: '={{ $json.body.title }}',
				hours: '={{ Number($json.body.hours) }}',
			},
			{ hours: 'number' },
		),
		clockodo('Customer', 'customer', 'upsert', { name: '={{ $json.company }}' }),
		clockodo('Project', 'project', 'upsert', {
			matchBy: 'number',
			name: "={{ $('Deal').item.json.title }}",
			customers_id: byId('={{ $json.id }}'),
			additionalFields: {
				number: "={{ $('Deal').item.json.deal_number }}",
				budget: { amount: "={{ $('Deal').item.json.hours }}", monetary: false },
			},
		}),
	],
	ways: [path('Deal Won', 'Deal', 'Customer', 'Project')],
	hints: {
		Customer: 'Found by its name, else made.',
		Project: 'Found by the deal’s number, else made.',
	},
});

const status = (name: string, words: string[]) => ({
	conditions: condition(
		`${JSON.stringify(words)}.includes(String($json.status).toLowerCase())`.replaceAll('"', "'"),
	),
	renameOutput: true,
	outputKey: name,
});

const ticketToClock = template({
	file: 'ticket-to-clock',
	name: 'ticket → clock',
	need: 'Who takes a ticket has the clock started on it; who closes it or puts it aside has the clock stopped.',
	needs: 'any plan; the key of somebody who may record times for others.',
	fillIn: [
		'*Ticket Changed*: a Header Auth credential, and its URL and header in your help desk’s webhook.',
		'*Ticket*: from which of your help desk’s fields the values come; *service* is the name of yours.',
		'*Working on It?*: your help desk’s words.',
		'The three Clockodo nodes: your Clockodo API credential.',
	],
	steps: [
		webhook('Ticket Changed', 'onReceived'),
		fields('Ticket', {
			person: '={{ $json.body.agent_email }}',
			customer: '={{ $json.body.customer }}',
			text: '={{ $json.body.number }} {{ $json.body.title }}',
			service: 'Support',
			status: '={{ $json.body.status }}',
		}),
		builtIn('switch', 'Working on It?', {
			rules: {
				values: [
					status('Yes', ['open', 'in progress']),
					status('No', ['pending', 'solved', 'closed']),
				],
			},
			options: {},
		}),
		clockodo('Start the Clock', 'clock', 'start', {
			customers_id: byName('={{ $json.customer }}'),
			services_id: byName('={{ $json.service }}'),
			text: '={{ $json.text }}',
			additionalFields: { users_id: byName('={{ $json.person }}') },
		}),
		clockodo('Get Running Clocks', 'clock', 'getAllRunning', {
			options: { users_id: byName('={{ $json.person }}') },
		}),
		only('The Clock of This Ticket', "$json.text === $('Ticket').item.json.text"),
		clockodo('Stop the Clock', 'clock', 'stop', {
			id: byId('={{ $json.id }}'),
			options: { users_id: byId('={{ $json.users_id }}') },
		}),
	],
	ways: [
		path('Ticket Changed', 'Ticket', 'Working on It?', 'Start the Clock'),
		from('Working on It?', 1, 'Get Running Clocks', 'The Clock of This Ticket', 'Stop the Clock'),
	],
	hints: {
		'Start the Clock':
			'Person, customer and service are found by name. A clock that runs is stopped.',
		'The Clock of This Ticket': 'A clock on something else goes on.',
	},
});

const formFields = [
	{ fieldLabel: 'Name', requiredField: true },
	{ fieldLabel: 'E-Mail', fieldType: 'email', requiredField: true },
	{ fieldLabel: 'Team', requiredField: true },
	{ fieldLabel: 'First Day', fieldType: 'date', requiredField: true },
	{ fieldLabel: 'Hours a Week', fieldType: 'number', requiredField: true },
	{ fieldLabel: 'Days of Leave a Year', fieldType: 'number', requiredField: true },
];

const hoursADay = "={{ Number($('New Hire').item.json['Hours a Week']) / 5 }}";

const newHire = template({
	file: 'new-hire',
	name: 'new hire → user, team, leave and target hours',
	need: 'A form for the personnel office: one click makes the user with team, days of leave and target hours, ready for the first day.',
	needs: 'a plan with target hours, a free licence; the key of an owner.',
	fillIn: [
		'The four Clockodo nodes: your Clockodo API credential.',
		'*New Hire*: Basic Auth for the form, as everybody who knows its address could use it.',
		'*Target Hours*: other days than Monday to Friday.',
		'*Tell the Channel*: your Slack credential and the channel.',
	],
	steps: [
		builtIn('formTrigger', 'New Hire', {
			authentication: 'basicAuth',
			formTitle: 'New hire',
			formDescription: 'Makes the user in Clockodo.',
			formFields: { values: formFields },
			options: { appendAttribution: false },
		}),
		clockodo('Team', 'team', 'upsert', { name: '={{ $json.Team }}' }),
		clockodo('User', 'user', 'upsert', {
			name: "={{ $('New Hire').item.json.Name }}",
			email: "={{ $('New Hire').item.json['E-Mail'] }}",
			role: 'worker',
			additionalFields: {
				teams_id: byId('={{ $json.id }}'),
				start_date: "={{ $('New Hire').item.json['First Day'] }}",
			},
		}),
		only('New in Clockodo', "$json.upsert === 'created'"),
		clockodo('Days of Leave', 'holidayQuota', 'create', {
			users_id: byId('={{ $json.id }}'),
			year_since: "={{ Number(String($('New Hire').item.json['First Day']).slice(0, 4)) }}",
			count: "={{ Number($('New Hire').item.json['Days of Leave a Year']) }}",
		}),
		clockodo('Target Hours', 'targetHour', 'create', {
			users_id: byId("={{ $('User').item.json.id }}"),
			type: 'weekly',
			date_since: "={{ $('New Hire').item.json['First Day'] }}",
			compensation_monthly: 0,
			additionalFields: {
				monday: hoursADay,
				tuesday: hoursADay,
				wednesday: hoursADay,
				thursday: hoursADay,
				friday: hoursADay,
				saturday: 0,
				sunday: 0,
			},
		}),
		slack(
			'Tell the Channel',
			"={{ $('New Hire').item.json.Name }} is ready in Clockodo for {{ $('New Hire').item.json['First Day'] }}.",
		),
	],
	ways: [
		path(
			'New Hire',
			'Team',
			'User',
			'New in Clockodo',
			'Days of Leave',
			'Target Hours',
			'Tell the Channel',
		),
	],
	hints: {
		'New in Clockodo': 'Who is there already keeps leave and target hours.',
		'Days of Leave': 'Those of a whole year: adjust the first one by hand.',
	},
});

export const people = [dealToProject, ticketToClock, newHire];
