import { operations } from '../../clockodo/operations/index.js';
import { absences } from './absences.mjs';
import { holidaysCarry, holidaysQuota, overtimeCarry } from './carries.mjs';
import { clockHandlers } from './clock.mjs';
import { customers } from './customers.mjs';
import { entries, entryHandlers } from './entries.mjs';
import { genericHandlers } from './generic.mjs';
import type { Handlers, Kind } from './kind.mjs';
import { nonbusinessDays, nonbusinessGroups } from './nonbusiness.mjs';
import { projectHandlers, projects } from './projects.mjs';
import { rateHandlers } from './rates.mjs';
import { lumpSumServices, services } from './services.mjs';
import { subprojectHandlers, subprojects } from './subprojects.mjs';
import { teams } from './teams.mjs';
import { userHandlers, users } from './users.mjs';
import { workTimeHandlers } from './workTimes.mjs';

const kinds: Kind[] = [
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
];

/** What the sandbox does for each operation, by the vendor's operation id. */
export const handlers: Handlers = {
	...Object.assign({}, ...kinds.map((kind) => genericHandlers(kind, operations))),
	...userHandlers,
	...projectHandlers,
	...subprojectHandlers,
	...entryHandlers,
	...clockHandlers,
	...workTimeHandlers,
	...rateHandlers,
};
