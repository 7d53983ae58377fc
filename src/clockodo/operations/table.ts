// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { absenceOperations } from './absence';
import { accessGroupOperations } from './access-group';
import { accessGroupAccessOperations } from './access-group-access';
import { aggregatesUsersMeOperations } from './aggregates-users-me';
import { clockOperations } from './clock';
import { customerOperations } from './customer';
import { entryOperations } from './entry';
import { entryGroupOperations } from './entry-group';
import { entryTextOperations } from './entry-text';
import { favoriteOperations } from './favorite';
import { holidayCarryoverOperations } from './holiday-carryover';
import { holidayQuotaOperations } from './holiday-quota';
import { individualUserAccessOperations } from './individual-user-access';
import { lumpSumServiceOperations } from './lump-sum-service';
import { nonbusinessDayOperations } from './nonbusiness-day';
import { nonbusinessGroupOperations } from './nonbusiness-group';
import { overtimeCarryOperations } from './overtime-carry';
import { overtimeReductionOperations } from './overtime-reduction';
import { projectOperations } from './project';
import { projectReportOperations } from './project-report';
import { rateOperations } from './rate';
import { registerOperations } from './register';
import { serviceOperations } from './service';
import { subprojectOperations } from './subproject';
import { subscriptionOperations } from './subscription';
import { targetHourOperations } from './target-hour';
import { teamOperations } from './team';
import { userOperations } from './user';
import { userNonbusinessDayOperations } from './user-nonbusiness-day';
import { userNonbusinessGroupOperations } from './user-nonbusiness-group';
import { userReportOperations } from './user-report';
import { workTimeOperations } from './work-time';

/** Makes every operation of the vendor's description, the deprecated ones included. */
export const describedOperations = (): Operation[] => [
	...absenceOperations(),
	...accessGroupOperations(),
	...accessGroupAccessOperations(),
	...aggregatesUsersMeOperations(),
	...clockOperations(),
	...customerOperations(),
	...entryOperations(),
	...entryGroupOperations(),
	...entryTextOperations(),
	...favoriteOperations(),
	...holidayCarryoverOperations(),
	...holidayQuotaOperations(),
	...individualUserAccessOperations(),
	...lumpSumServiceOperations(),
	...nonbusinessDayOperations(),
	...nonbusinessGroupOperations(),
	...overtimeCarryOperations(),
	...overtimeReductionOperations(),
	...projectOperations(),
	...projectReportOperations(),
	...rateOperations(),
	...registerOperations(),
	...serviceOperations(),
	...subprojectOperations(),
	...subscriptionOperations(),
	...targetHourOperations(),
	...teamOperations(),
	...userOperations(),
	...userNonbusinessDayOperations(),
	...userNonbusinessGroupOperations(),
	...userReportOperations(),
	...workTimeOperations(),
];
