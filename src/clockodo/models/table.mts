// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';
import { absenceModels } from './absence.mjs';
import { accessGroupModels } from './access-group.mjs';
import { accessGroupAccessModels } from './access-group-access.mjs';
import { aggregatesUsersMeModels } from './aggregates-users-me.mjs';
import { clockModels } from './clock.mjs';
import { customerModels } from './customer.mjs';
import { entryModels } from './entry.mjs';
import { entryGroupModels } from './entry-group.mjs';
import { entryTextModels } from './entry-text.mjs';
import { holidayCarryoverModels } from './holiday-carryover.mjs';
import { holidayQuotaModels } from './holiday-quota.mjs';
import { lumpSumServiceModels } from './lump-sum-service.mjs';
import { nonbusinessDayModels } from './nonbusiness-day.mjs';
import { nonbusinessGroupModels } from './nonbusiness-group.mjs';
import { overtimeCarryModels } from './overtime-carry.mjs';
import { overtimeReductionModels } from './overtime-reduction.mjs';
import { projectModels } from './project.mjs';
import { projectReportModels } from './project-report.mjs';
import { rateModels } from './rate.mjs';
import { registerModels } from './register.mjs';
import { serviceModels } from './service.mjs';
import { subprojectModels } from './subproject.mjs';
import { subscriptionModels } from './subscription.mjs';
import { targetHourModels } from './target-hour.mjs';
import { teamModels } from './team.mjs';
import { userModels } from './user.mjs';
import { userNonbusinessDayModels } from './user-nonbusiness-day.mjs';
import { userNonbusinessGroupModels } from './user-nonbusiness-group.mjs';
import { userReportModels } from './user-report.mjs';
import { workTimeModels } from './work-time.mjs';

/** Every model of the API's answers by the vendor's name. */
export const models: Readonly<Record<string, Schema>> = {
	...absenceModels,
	...accessGroupModels,
	...accessGroupAccessModels,
	...aggregatesUsersMeModels,
	...clockModels,
	...customerModels,
	...entryModels,
	...entryGroupModels,
	...entryTextModels,
	...holidayCarryoverModels,
	...holidayQuotaModels,
	...lumpSumServiceModels,
	...nonbusinessDayModels,
	...nonbusinessGroupModels,
	...overtimeCarryModels,
	...overtimeReductionModels,
	...projectModels,
	...projectReportModels,
	...rateModels,
	...registerModels,
	...serviceModels,
	...subprojectModels,
	...subscriptionModels,
	...targetHourModels,
	...teamModels,
	...userModels,
	...userNonbusinessDayModels,
	...userNonbusinessGroupModels,
	...userReportModels,
	...workTimeModels,
};
