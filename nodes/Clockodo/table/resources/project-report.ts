import type { Resource } from '../resource';

export const projectReport: Resource = {
	value: 'projectReport',
	name: 'Project Report',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many project reports',
			description: 'Get the projects, and the subprojects of intervals, that have a report',
			id: 'getProjectsReportsV4',
		},
		{
			value: 'getAllProjects',
			name: 'Get Many Without Subprojects',
			action: 'Get many project reports without subprojects',
			description: 'Get only the projects that have a report, by the older version of the API',
			id: 'getProjectsReportsV3',
		},
	],
};
