import type { Resource } from '../resource';
import { absence } from './absence';
import { accessGroupAccess, individualUserAccess } from './access';
import { accessGroup } from './access-group';
import { clock } from './clock';
import { customer } from './customer';
import { entry } from './entry';
import { entryGroup } from './entry-group';
import { entryText } from './entry-text';
import { favorite } from './favorite';
import { holidayCarryover } from './holiday-carryover';
import { holidayQuota } from './holiday-quota';
import { lumpSumService } from './lump-sum-service';
import { nonbusinessDay } from './nonbusiness-day';
import { nonbusinessGroup } from './nonbusiness-group';
import { overtimeCarryover } from './overtime-carryover';
import { overtimeReduction } from './overtime-reduction';
import { project } from './project';
import { projectReport } from './project-report';
import { rate } from './rate';
import { service } from './service';
import { subproject } from './subproject';
import { subscription } from './subscription';
import { targetHour } from './target-hour';
import { team } from './team';
import { user } from './user';
import { userNonbusinessDay } from './user-nonbusiness-day';
import { userNonbusinessGroup } from './user-nonbusiness-group';
import { userReport } from './user-report';
import { webhook } from './webhook';
import { workTime, workTimeChangeRequest } from './work-time';

/** What Clockodo notifies of: fetched without a choice of what it is. */
export const eventResource = { name: 'Event', value: 'event' };

/** Endpoints that the node does not know. */
export const customCallResource = { name: 'Custom API Call', value: 'customApiCall' };

/** Every resource that the table of operations stands behind. */
export const resources: readonly Resource[] = [
	absence,
	accessGroup,
	accessGroupAccess,
	clock,
	customer,
	entry,
	entryGroup,
	entryText,
	favorite,
	holidayCarryover,
	holidayQuota,
	individualUserAccess,
	lumpSumService,
	nonbusinessDay,
	nonbusinessGroup,
	overtimeCarryover,
	overtimeReduction,
	project,
	projectReport,
	rate,
	service,
	subproject,
	subscription,
	targetHour,
	team,
	user,
	userNonbusinessDay,
	userNonbusinessGroup,
	userReport,
	webhook,
	workTime,
	workTimeChangeRequest,
];
