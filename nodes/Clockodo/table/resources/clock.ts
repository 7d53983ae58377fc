import type { Resource } from '../resource';

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
			value: 'start',
			name: 'Start Clock',
			action: 'Start the clock',
			description: 'Start the stopwatch on a customer and a service; a running one is stopped',
			like: 'create',
			always: ['projects_id', 'text'],
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
