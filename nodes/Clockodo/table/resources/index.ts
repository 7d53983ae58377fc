import { standardOperations, type Resource } from '../resource';
import { absence } from './absence';
import { accessGroupAccess, individualUserAccess } from './access';
import { clock } from './clock';
import { customer } from './customer';
import { entry } from './entry';
import { entryGroup } from './entry-group';
import { entryText } from './entry-text';
import { favorite } from './favorite';
import { nonbusinessDay } from './nonbusiness-day';
import { overtimeCarryover } from './overtime-carryover';
import { project } from './project';
import { projectReport } from './project-report';
import { rate } from './rate';
import { subproject } from './subproject';
import { subscription } from './subscription';
import { targetHour } from './target-hour';
import { upsertOperation } from './upsert';
import { user } from './user';
import { userNonbusinessDay } from './user-nonbusiness-day';
import { userReport } from './user-report';
import { webhook } from './webhook';
import { workTime, workTimeChangeRequest } from './work-time';

/** What Clockodo notifies of: fetched without a choice of what it is. */
export const eventResource = { name: 'Event', value: 'event' };

/** Endpoints that the node does not know. */
export const customCallResource = { name: 'Custom API Call', value: 'customApiCall' };

/** A resource with the standard operations and nothing else to say. */
const plain = (value: string, name: string, one: string, many: string): Resource => ({
	value,
	name,
	operations: standardOperations(one, many),
});

/** The same with Create or Update. */
const withUpsert = ({ operations, ...resource }: Resource, tag: string, one: string): Resource => ({
	...resource,
	operations: [...operations, upsertOperation(tag, one)],
});

/** Every resource that the table of operations stands behind; those with more to say have files of their own. */
export const resources: readonly Resource[] = [
	absence,
	plain('accessGroup', 'Access Group', 'an access group', 'access groups'),
	accessGroupAccess,
	clock,
	customer,
	entry,
	entryGroup,
	entryText,
	favorite,
	plain('holidayCarryover', 'Holiday Carryover', 'a holiday carryover', 'holiday carryovers'),
	plain('holidayQuota', 'Holiday Quota', 'a holiday quota', 'holiday quotas'),
	individualUserAccess,
	withUpsert(
		plain('lumpSumService', 'Lump Sum Service', 'a lump sum service', 'lump sum services'),
		'LumpSumService',
		'a lump sum service',
	),
	nonbusinessDay,
	plain('nonbusinessGroup', 'Nonbusiness Group', 'a nonbusiness group', 'nonbusiness groups'),
	overtimeCarryover,
	plain('overtimeReduction', 'Overtime Reduction', 'an overtime reduction', 'overtime reductions'),
	project,
	projectReport,
	rate,
	withUpsert(plain('service', 'Service', 'a service', 'services'), 'Service', 'a service'),
	subproject,
	subscription,
	targetHour,
	withUpsert(plain('team', 'Team', 'a team', 'teams'), 'Team', 'a team'),
	user,
	userNonbusinessDay,
	plain(
		'userNonbusinessGroup',
		"User's Nonbusiness Group",
		'a nonbusiness group of a user',
		'nonbusiness groups of users',
	),
	userReport,
	webhook,
	workTime,
	workTimeChangeRequest,
];
