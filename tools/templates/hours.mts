import {
	builtIn,
	clockodo,
	fields,
	keepRow,
	mail,
	once,
	only,
	schedule,
	slack,
	trigger,
} from './steps.mjs';
import { path, template } from './template.mjs';

const stoppedEntry = template({
	file: 'stopped-entry-to-table',
	name: 'stopped entry → row in a table',
	need: 'Each entry that is stopped becomes a row with names and hours, ready for a spreadsheet or a dashboard. The same entry keeps its one row.',
	needs: 'any plan; the key of somebody who may see everybody’s entries.',
	fillIn: [
		'Make a Data Table *Clockodo hours* in n8n with the columns entry_id, hours (numbers) and day, person, customer, project, service, description (texts). On n8n 1, choose it from the list in *Keep as Row*.',
		'*Entry Stopped*: your Clockodo API credential.',
	],
	steps: [
		trigger('Entry Stopped', ['entry.stopped']),
		keepRow(
			'Keep as Row',
			'Clockodo hours',
			'entry_id',
			{
				entry_id: '={{ $json.resource.id }}',
				day: '={{ $json.resource.time_since.slice(0, 10) }}',
				person: "={{ $json.resource.users_name ?? '' }}",
				customer: "={{ $json.resource.customers_name ?? '' }}",
				project: "={{ $json.resource.projects_name ?? '' }}",
				service: "={{ $json.resource.services_name ?? '' }}",
				description: "={{ $json.resource.text ?? '' }}",
				hours: '={{ Number($json.resource.duration_hours.toFixed(2)) }}',
			},
			['entry_id', 'hours'],
		),
	],
	ways: [path('Entry Stopped', 'Keep as Row')],
	hints: { 'Keep as Row': 'Or Google Sheets, Airtable, Excel: the same fields.' },
});

const forgottenClock = template({
	file: 'forgotten-clock',
	name: 'forgotten clock in the evening',
	need: 'At eight in the evening, everybody whose clock has been running for more than nine hours gets an e-mail.',
	needs: 'any plan; the key of somebody who may see everybody’s entries and users.',
	fillIn: [
		'*Get Forgotten Clocks*: your Clockodo API credential; under *Options* how many hours are too many.',
		'*Remind*: your SMTP credential and *From Email*.',
	],
	steps: [
		schedule('Every Evening at Eight', '0 20 * * *'),
		clockodo('Get Forgotten Clocks', 'clock', 'getAllRunning', { options: { longerThan: 9 } }),
		only('Has an E-Mail Address', '!!$json.users_email'),
		mail('Remind', {
			to: '={{ $json.users_email }}',
			subject: 'Is your clock still running on purpose?',
			text: '={{ $json.users_name }}, your clock has been running for {{ $json.running_hours.toFixed(1) }} hours: {{ [$json.customers_name, $json.projects_name, $json.services_name].filter(Boolean).join(", ") }}. If you have finished, stop it and correct the time.',
		}),
	],
	ways: [path('Every Evening at Eight', 'Get Forgotten Clocks', 'Has an E-Mail Address', 'Remind')],
});

const missingHours = template({
	file: 'missing-hours-last-week',
	name: 'missing hours of last week',
	need: 'On Monday, everybody who has entered at least two hours less than their target last week gets an e-mail. Leave and holidays count.',
	needs: 'a plan with target hours; the key of somebody who may see everybody’s user reports.',
	fillIn: [
		'*Get Days*: your Clockodo API credential.',
		'*Two Hours Missing*: how much is too little.',
		'*Remind*: your SMTP credential and *From Email*.',
	],
	steps: [
		schedule('Monday at Nine', '0 9 * * 1'),
		fields(
			'Last Week',
			{
				since: "={{ $now.minus({ weeks: 1 }).startOf('week').toISODate() }}",
				until: "={{ $now.minus({ weeks: 1 }).endOf('week').toISODate() }}",
				month:
					"={{ [...new Set(['startOf', 'endOf'].map((edge) => $now.minus({ weeks: 1 })[edge]('week').toFormat('yyyy-MM')))] }}",
			},
			{ month: 'array' },
		),
		builtIn('splitOut', 'Each of Its Months', { fieldToSplitOut: 'month', options: {} }),
		clockodo('Get Days', 'userReport', 'getRows', {
			year: '={{ Number($json.month.slice(0, 4)) }}',
			rows: 'days',
			options: { month: '={{ Number($json.month.slice(5)) }}' },
		}),
		only(
			'Days of Last Week',
			"$json.date >= $('Last Week').first().json.since && $json.date <= $('Last Week').first().json.until",
		),
		builtIn('summarize', 'Sum of Each Person', {
			fieldsToSummarize: {
				values: [
					{ aggregation: 'sum', field: 'target_hours' },
					{ aggregation: 'sum', field: 'hours_hours' },
				],
			},
			fieldsToSplitBy: 'users_name, users_email',
			options: {},
		}),
		only(
			'Two Hours Missing',
			'$json.users_email && $json.sum_target_hours - $json.sum_hours_hours >= 2',
		),
		mail('Remind', {
			to: '={{ $json.users_email }}',
			subject: 'Hours are missing for last week',
			text: "={{ $json.users_name }}, for the week of {{ $('Last Week').first().json.since }} there are {{ $json.sum_hours_hours.toFixed(1) }} of {{ $json.sum_target_hours.toFixed(1) }} hours in Clockodo. Please add what is missing.",
		}),
	],
	ways: [
		path(
			'Monday at Nine',
			'Last Week',
			'Each of Its Months',
			'Get Days',
			'Days of Last Week',
			'Sum of Each Person',
			'Two Hours Missing',
			'Remind',
		),
	],
	hints: { 'Each of Its Months': 'A week can lie in two.' },
});

const atLimit = template({
	file: 'overtime-and-leave-at-limit',
	name: 'overtime and leave at a limit',
	need: 'Once a month, one message names who has too much overtime or too many minus hours, and from autumn on who has a lot of leave left.',
	needs: 'a plan with target hours; the key of somebody who may see everybody’s user reports.',
	fillIn: [
		'*Get Balances*: your Clockodo API credential.',
		'*Limits*: hours and days as your company has agreed on them.',
		'*Tell the Channel*: your Slack credential and the channel, or put an e-mail in its place.',
	],
	steps: [
		schedule('First of the Month', '0 9 1 * *'),
		fields('Limits', {
			most_overtime_hours: 40,
			most_minus_hours: 20,
			most_leave_days: 15,
			leave_from_month: 9,
		}),
		clockodo('Get Balances', 'userReport', 'getAll', { year: '={{ $now.year }}', returnAll: true }),
		fields(
			'Balance',
			{
				person: '={{ $json.users_name }}',
				overtime: '={{ Number(($json.diff_hours ?? 0).toFixed(1)) }}',
				leave_left:
					'={{ ($json.holidays_quota ?? 0) + ($json.holidays_carry ?? 0) - ($json.sum_absence?.regular_holidays ?? 0) }}',
			},
			{ overtime: 'number', leave_left: 'number' },
		),
		only(
			'Beyond a Limit',
			"((l) => $json.overtime > l.most_overtime_hours || $json.overtime < -l.most_minus_hours || ($now.month >= l.leave_from_month && $json.leave_left > l.most_leave_days))($('Limits').first().json)",
		),
		once(
			fields('One Message', {
				message:
					"=Please look at these balances:\n{{ $('Beyond a Limit').all().map(({ json }) => `• ${json.person}: ${json.overtime} hours, ${json.leave_left} days of leave left`).join('\\n') }}",
			}),
		),
		slack('Tell the Channel', '={{ $json.message }}'),
	],
	ways: [
		path(
			'First of the Month',
			'Limits',
			'Get Balances',
			'Balance',
			'Beyond a Limit',
			'One Message',
			'Tell the Channel',
		),
	],
});

const payroll = template({
	file: 'payroll-file',
	name: 'payroll file of last month',
	need: 'On the third of the month, the hours, overtime and days of absence of last month go as a CSV file to who does the payroll.',
	needs: 'a plan with target hours; the key of somebody who may see everybody’s user reports.',
	fillIn: [
		'*Get Last Month*: your Clockodo API credential.',
		'*Columns*: the names that your payroll program wants.',
		'*Send the File*: your SMTP credential, *From Email* and *To Email*.',
	],
	steps: [
		schedule('Third of the Month', '0 7 3 * *'),
		clockodo('Get Last Month', 'userReport', 'getRows', {
			year: '={{ $now.minus({ months: 1 }).year }}',
			rows: 'months',
			options: { month: '={{ $now.minus({ months: 1 }).month }}' },
		}),
		fields(
			'Columns',
			{
				number: "={{ $json.users_number ?? '' }}",
				name: '={{ $json.users_name }}',
				month: "={{ $json.year }}-{{ String($json.month).padStart(2, '0') }}",
				target_hours: '={{ Number(($json.sum_target_hours ?? 0).toFixed(2)) }}',
				hours: '={{ Number(($json.sum_hours_hours ?? 0).toFixed(2)) }}',
				leave_days: '={{ $json.count_absence?.regular_holidays ?? 0 }}',
				sick_days: '={{ $json.count_absence?.sick_self ?? 0 }}',
			},
			{ target_hours: 'number', hours: 'number', leave_days: 'number', sick_days: 'number' },
		),
		builtIn('convertToFile', 'Make the File', {
			operation: 'csv',
			binaryPropertyName: 'data',
			options: {
				fileName: "=payroll-{{ $now.minus({ months: 1 }).toFormat('yyyy-MM') }}.csv",
				delimiter: ';',
			},
		}),
		mail('Send the File', {
			to: '',
			subject: "=Hours of {{ $now.minus({ months: 1 }).toFormat('yyyy-MM') }}",
			text: 'The hours of last month, from Clockodo.',
			attachment: 'data',
		}),
	],
	ways: [path('Third of the Month', 'Get Last Month', 'Columns', 'Make the File', 'Send the File')],
});

export const hours = [stoppedEntry, forgottenClock, missingHours, atLimit, payroll];
