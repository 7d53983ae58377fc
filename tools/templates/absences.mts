import type { INodeParameters } from 'n8n-workflow';

import {
	builtIn,
	byId,
	clockodo,
	either,
	fields,
	mail,
	once,
	only,
	orNothing,
	question,
	schedule,
	slack,
	toChoose,
	trigger,
	withErrorOutput,
} from './steps.mjs';
import { from, path, template } from './template.mjs';

/** `2026-12-21`, or `2026-12-21 to 2026-12-23`. */
const days = (absence: string, first = 'date_since', last = 'date_until') =>
	`{{ ${absence}.${first} }}{{ ${absence}.${last} === ${absence}.${first} ? '' : ' to ' + ${absence}.${last} }}`;

/** In a Google calendar an event may bring its own id, of the letters a to v and digits. */
const eventId = "={{ 'clockodo' + $('Absence Changed').item.json.resource_id }}";

const inCalendar = {
	summary: '={{ $json.title }}',
	start: '={{ $json.first_day }}',
	end: '={{ $json.day_after }}',
	allday: 'yes',
};

const calendar = (name: string, operation: string, more: INodeParameters) =>
	builtIn('googleCalendar', name, {
		resource: 'event',
		operation,
		calendar: toChoose(),
		...more,
	});

const absenceToCalendar = template({
	file: 'absence-to-calendar-and-chat',
	name: 'approved absence → calendar and chat',
	need: 'An approved absence stands in the team calendar and is told in a channel. When it is moved or cancelled, the calendar follows.',
	needs: 'any plan; the key of somebody who may see all absences.',
	fillIn: [
		'*Absence Changed*: your Clockodo API credential. Nothing has to be set up in Clockodo.',
		'The three *calendar* nodes: your Google credential and the calendar.',
		'The two *chat* nodes: your Slack credential and the channel.',
	],
	steps: [
		trigger('Absence Changed', ['absence.approved', 'absence.updated', 'absence.deleted']),
		fields('Absence', {
			status: "={{ $json.resource?.status_label ?? 'Deleted' }}",
			title: '={{ $json.resource?.users_name }}: {{ $json.resource?.type_label }}',
			first_day: "={{ $json.resource?.date_since ?? '' }}",
			last_day: "={{ $json.resource?.date_until ?? '' }}",
			day_after:
				"={{ $json.resource?.date_until ? DateTime.fromISO($json.resource.date_until).plus({ days: 1 }).toISODate() : '' }}",
		}),
		either('Is It Approved?', "$json.status === 'Approved'"),
		withErrorOutput(
			calendar('Change in Calendar', 'update', {
				eventId,
				updateFields: inCalendar,
			}),
		),
		only('Was It Approved Before?', "['Approval Cancelled', 'Deleted'].includes($json.status)"),
		calendar('Enter in Calendar', 'create', {
			start: "={{ $('Absence').item.json.first_day }}",
			end: "={{ $('Absence').item.json.day_after }}",
			additionalFields: {
				id: eventId,
				summary: "={{ $('Absence').item.json.title }}",
				allday: 'yes',
			},
		}),
		orNothing(calendar('Remove from Calendar', 'delete', { eventId, options: {} })),
		slack(
			'Tell the Channel',
			`={{ $('Absence').item.json.title }}, ${days("$('Absence').item.json", 'first_day', 'last_day')}`,
		),
		only('Is There a Name?', "$('Absence').item.json.status !== 'Deleted'"),
		slack(
			'Tell That It Is Cancelled',
			`={{ $('Absence').item.json.title }}, ${days("$('Absence').item.json", 'first_day', 'last_day')}: cancelled`,
		),
	],
	ways: [
		path('Absence Changed', 'Absence', 'Is It Approved?', 'Change in Calendar'),
		from('Change in Calendar', 1, 'Enter in Calendar', 'Tell the Channel'),
		from(
			'Is It Approved?',
			1,
			'Was It Approved Before?',
			'Remove from Calendar',
			'Is There a Name?',
			'Tell That It Is Cancelled',
		),
	],
	hints: {
		'Change in Calendar':
			'The entry has an id made of the absence’s. What is not there yet leaves by _Error_, and is entered.',
		'Remove from Calendar': 'Goes on where it was not in the calendar.',
	},
});

const absenceDecision = template({
	file: 'absence-request-to-decision',
	name: 'absence asked for → a click decides',
	need: 'Who decides on an absence gets an e-mail with two buttons; the click approves or declines the request in Clockodo, and the person is told.',
	needs:
		'any plan; the key of somebody who may see users and manage absences. n8n must be reachable for who clicks.',
	fillIn: [
		'The Clockodo nodes: your Clockodo API credential.',
		'The three e-mail nodes: your SMTP credential and *From Email*.',
	],
	steps: [
		trigger('Absence Asked For', ['absence.created']),
		clockodo('Get Open Requests', 'absence', 'getOpenRequests'),
		only(
			'This Request',
			"$json.id === $('Absence Asked For').item.json.resource_id && !!$json.approvers_emails",
		),
		question(
			'Ask Who Decides',
			{
				to: '={{ $json.approvers_emails }}',
				subject: '={{ $json.users_name }}: {{ $json.type_label }}',
				text: `={{ $json.users_name }} asks for {{ $json.type_label }}, ${days('$json')} ({{ $json.count_days }} {{ $json.count_days === 1 ? 'day' : 'days' }}). {{ $json.note }}`,
			},
			'Approve',
			'Decline',
		),
		either('Approved?', '$json.data.approved === true'),
		clockodo('Approve', 'absence', 'approve', {
			id: byId("={{ $('This Request').item.json.id }}"),
		}),
		clockodo('Decline', 'absence', 'decline', {
			id: byId("={{ $('This Request').item.json.id }}"),
		}),
		mail('Say Yes', {
			to: "={{ $('This Request').item.json.users_email }}",
			subject: 'Your absence is approved',
			text: `={{ $('This Request').item.json.type_label }}, ${days('$json')}, is approved.`,
		}),
		mail('Say No', {
			to: "={{ $('This Request').item.json.users_email }}",
			subject: 'Your absence is declined',
			text: `={{ $('This Request').item.json.type_label }}, ${days('$json')}, is declined.`,
		}),
	],
	ways: [
		path(
			'Absence Asked For',
			'Get Open Requests',
			'This Request',
			'Ask Who Decides',
			'Approved?',
			'Approve',
			'Say Yes',
		),
		from('Approved?', 1, 'Decline', 'Say No'),
	],
	hints: {
		'Get Open Requests': 'Knows who decides: absence managers, else the supervisor.',
		'Ask Who Decides': 'The execution waits here until somebody clicks.',
	},
});

const whoIsAway = template({
	file: 'who-is-away-today',
	name: 'who is away this morning',
	need: 'Every workday at eight, one message says who is away today, why not here, and when they are back.',
	needs: 'any plan; the key of somebody who may see all absences.',
	fillIn: [
		'*Get Who Is Away*: your Clockodo API credential; under *Options* one team alone, or home office too.',
		'*Tell the Channel*: your Slack credential and the channel.',
		'*Workdays at Eight*: another time, and under *Workflow settings* your time zone.',
	],
	steps: [
		schedule('Workdays at Eight', '0 8 * * 1-5'),
		clockodo('Get Who Is Away', 'absence', 'getAway', { period: 'today' }),
		once(
			fields('One Message', {
				message:
					"=Away today:\n{{ $('Get Who Is Away').all().map(({ json }) => `• ${json.users_name}${json.half_day ? ' (half a day)' : ''}, back on ${json.back_on}`).join('\\n') }}",
			}),
		),
		slack('Tell the Channel', '={{ $json.message }}'),
	],
	ways: [path('Workdays at Eight', 'Get Who Is Away', 'One Message', 'Tell the Channel')],
	hints: { 'Get Who Is Away': 'When nobody is away, the workflow ends here.' },
});

export const absences = [absenceToCalendar, absenceDecision, whoIsAway];
