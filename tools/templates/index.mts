import { absences } from './absences.mjs';
import { billing } from './billing.mjs';
import { hours } from './hours.mjs';
import { people } from './people.mjs';
import type { Template } from './template.mjs';
import { watch } from './watch.mjs';

/** The templates, by what they are about, in the order of the gallery. */
export const gallery: ReadonlyArray<readonly [string, readonly Template[]]> = [
	['Absences', absences],
	['Hours', hours],
	['Budgets and invoices', billing],
	['Other programs and people', people],
	['Questions and health', watch],
];

/** All templates. */
export const templates: readonly Template[] = gallery.flatMap(([, group]) => group);
