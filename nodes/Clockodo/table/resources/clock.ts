import type { Resource } from '../resource';
import { reach } from '../running';

export const clock: Resource = {
	value: 'clock',
	name: 'Clock',
	operations: [
		{
			value: 'get',
			name: 'Get Running',
			action: 'Get the running clock',
			description: 'Get the entry that the stopwatch runs on, and the last one that was stopped',
			id: 'getClockV2',
		},
		{
			value: 'getAllRunning',
			name: 'Get Many Running',
			action: 'Get many running clocks',
			description:
				"Get everybody's running entries with the person's name, the longest first, for example to find clocks that were forgotten",
			act: 'runningClocks',
			own: [
				{
					name: 'longerThan',
					section: 'options',
					kind: { type: 'number', whole: false, minimum: 0 },
					words: {
						name: 'Running Longer Than',
						description: 'Only entries that have been running for more than so many hours',
					},
				},
				{
					name: 'startedWithin',
					section: 'options',
					kind: { type: 'number', whole: false, minimum: 0 },
					words: {
						name: 'Started Within',
						description: `How many days back the entries are looked through. Left empty, ${reach}.`,
					},
				},
				{
					name: 'users_id',
					section: 'options',
					kind: { type: 'reference', list: 'user' },
					words: { name: 'User', description: "Left empty, everybody's" },
				},
			],
		},
		{
			value: 'start',
			name: 'Start Clock',
			action: 'Start the clock',
			description: 'Start the stopwatch on a customer and a service; a running one is stopped',
			like: 'create',
			always: ['projects_id', 'text'],
			order: ['customers_id', 'projects_id', 'services_id', 'text'],
		},
		{
			value: 'stop',
			name: 'Stop Clock',
			action: 'Stop the clock',
			description: 'Stop the stopwatch of a running entry',
			like: 'delete',
			lists: { id: 'runningEntry' },
		},
		{
			value: 'update',
			name: 'Change Duration',
			action: 'Change the duration of a clocked entry',
			description: 'Change start or duration of an entry that the stopwatch recorded',
			lists: { id: 'entry' },
		},
	],
	fields: {
		id: { name: 'Entry' },
		time_until: { name: 'End Time', description: 'Left empty, now' },
	},
};
