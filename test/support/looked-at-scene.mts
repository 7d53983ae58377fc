import type { IDataObject } from 'n8n-workflow';

import { knownLooks } from '../../src/changes/known-looks.js';
import type { LookerSettings } from '../../src/changes/looker.js';
import { LookedAtCompany } from './looked-at-company.mjs';
import { LookingN8n } from './looking-n8n.mjs';

/** Milliseconds. */
export const day = 86_400_000;
let triggers = 0;

/** A company and an n8n that looks at it; nothing has been looked at yet. */
export function scene(more: Partial<LookerSettings> = {}) {
	const company = new LookedAtCompany();
	const settings: LookerSettings = {
		trigger: `workflow/${++triggers}`,
		entities: ['customer', 'absence', 'entry'],
		events: ['*'],
		lookBack: 35,
		interval: 300_000,
		hasLostBase: false,
		...more,
	};
	for (const entity of settings.entities) company.of(entity);
	const n8n = new LookingN8n(company, settings, true);
	const iso = (time: number) => new Date(time).toISOString().replace('.000', '');
	/** An entry that began so many days ago. */
	const entry = (daysAgo: number, fields: IDataObject = {}) =>
		company.create('entry', {
			time_since: iso(n8n.now - daysAgo * day),
			time_until: iso(n8n.now - daysAgo * day + 60_000),
			time_insert: iso(n8n.now),
			time_last_change: iso(n8n.now),
			...fields,
		});
	const move = (id: number, daysAgo: number) =>
		company.change('entry', id, {
			time_since: iso(n8n.now - daysAgo * day),
			time_last_change: iso(n8n.now),
		});
	return {
		company,
		n8n,
		settings,
		entry,
		move,
		problem: () => knownLooks(settings.trigger)?.problem,
	};
}
