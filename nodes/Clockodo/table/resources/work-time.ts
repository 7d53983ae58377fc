import type { Resource } from '../resource';

export const workTime: Resource = {
	value: 'workTime',
	name: 'Working Time',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get the working times of a user',
			description: 'Get the spans of working time of a user, day by day',
		},
	],
};

export const workTimeChangeRequest: Resource = {
	value: 'workTimeChangeRequest',
	name: 'Working Time Change Request',
	operations: [
		{
			value: 'approve',
			name: 'Approve',
			action: 'Approve a change request',
			description: 'Approve a request to change working times',
			id: 'approveWorkTimesChangeRequestByIdV3',
			always: ['approve_violations'],
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create a change request',
			description: 'Request a change of the working times of a day',
			id: 'createWorkTimesChangeRequestV2',
		},
		{
			value: 'decline',
			name: 'Decline',
			action: 'Decline a change request',
			description:
				'Decline a request to change working times. Clockodo has marked this as deprecated and offers nothing in its place: it may stop to work.',
			id: 'createWorkTimesChangeRequestsDeclineByIdV2',
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a change request',
			description: 'Take a request to change working times back',
			id: 'deleteWorkTimesChangeRequestByIdV2',
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many change requests',
			description: 'Get a list of requests to change working times',
			id: 'getWorkTimesChangeRequestsV2',
		},
	],
};
