import { operations } from '../../src/clockodo/operations/index.js';
import { absences } from './absences.mjs';
import { accessGroups, accessHandlers } from './access.mjs';
import { accountHandlers } from './account.mjs';
import { holidaysCarry, holidaysQuota, overtimeCarry } from './carries.mjs';
import { clockHandlers } from './clock.mjs';
import { crudHandlers } from './crud.mjs';
import { customers } from './customers.mjs';
import { entries, entryHandlers } from './entries.mjs';
import { entryGroupHandlers } from './entry-groups.mjs';
import { nonbusinessDays, nonbusinessGroups, nonbusinessHandlers } from './nonbusiness.mjs';
import { projectHandlers, projects } from './projects.mjs';
import { rateHandlers } from './rates.mjs';
import { reportHandlers } from './reports.mjs';
import type { Handlers, Resource } from './resource.mjs';
import { lumpSumServices, services } from './services.mjs';
import { subprojectHandlers, subprojects } from './subprojects.mjs';
import { surchargeModelHandlers } from './surcharge-models.mjs';
import { targetHours } from './target-hours.mjs';
import { teams } from './teams.mjs';
import { overtimeReductions, userDayHandlers, usersNonbusinessGroups } from './user-days.mjs';
import { userReportHandlers } from './user-reports.mjs';
import { users } from './users.mjs';
import { webhookHandlers } from './webhooks.mjs';
import { workTimeHandlers } from './work-times.mjs';

/** Every resource that follows the common rules for list, get, create, update and delete. */
export const resources: readonly Resource[] = [
	customers,
	projects,
	subprojects,
	services,
	lumpSumServices,
	teams,
	users,
	absences,
	entries,
	holidaysCarry,
	holidaysQuota,
	overtimeCarry,
	nonbusinessGroups,
	nonbusinessDays,
	usersNonbusinessGroups,
	overtimeReductions,
	targetHours,
	accessGroups,
];

/** What the sandbox does for each operation, by the vendor's operation id. */
export const handlers: Handlers = {
	...Object.assign({}, ...resources.map((resource) => crudHandlers(resource, operations()))),
	...accountHandlers,
	...accessHandlers,
	...projectHandlers,
	...subprojectHandlers,
	...entryHandlers,
	...clockHandlers,
	...workTimeHandlers,
	...rateHandlers,
	...entryGroupHandlers,
	...reportHandlers,
	...userReportHandlers,
	...userDayHandlers,
	...nonbusinessHandlers,
	...surchargeModelHandlers,
	...webhookHandlers,
};
