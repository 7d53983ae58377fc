import type { Answer } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import type { VendorSchema } from './source.mjs';

/**
 * What neither of the vendor's two files states, or states in a way that cannot be true.
 * Each with the reason; test/contract fails when one is no longer needed.
 */
export interface Overrides {
	/** Answers of operations that are in the list of operations and not in the OpenAPI document. */
	answers: Record<string, Answer>;
	/** Operations that must not be sent twice, by their ids, although they are PUT or DELETE. */
	once: readonly string[];
	/** Models that are not in the OpenAPI document, or contradict themselves there. */
	models(vendor: Record<string, VendorSchema>): Record<string, VendorSchema>;
}

const rate: Schema = { $ref: 'RateV4' };

export const overrides: Overrides = {
	answers: {
		// Version 4 of the rates came after the OpenAPI document. Its paths, tag and bodies keep the
		// conventions of the vendor's other V4 resources, which all answer with `data`.
		getRatesV4: { key: 'data', list: true, of: rate },
		createRateV4: { key: 'data', of: rate },
		getRateByIdV4: { key: 'data', of: rate },
		updateRateByIdV4: { key: 'data', of: rate },
		updateRatesDefaultV4: { key: 'data', of: rate },
		updateRatesSortByIdV4: { key: 'data', of: rate },
		deleteRateByIdV4: {
			of: { type: 'object', required: ['success'], properties: { success: { type: 'boolean' } } },
		},
		// Starts the clock with a favorite's values: the answer of starting the clock by hand.
		createFavoritesStartByIdV2: { of: { $ref: 'ClockStartStopV2' } },
	},
	once: [
		// Stops the clock: a second one stops what was started meanwhile, or starts another entry (`start_new`).
		'deleteClockByIdV2',
		// Changes a duration from what it was before, which it is not any more after the first.
		'updateClockByIdV2',
		// A confirm key is good for the entries that were counted. After the change others may match,
		// and what was done is then answered like what was never confirmed.
		'updateEntrygroupV2',
		'deleteEntrygroupV2',
	],
	// RateV3 is in the OpenAPI document although no operation of it answers with one; the bodies of
	// the V4 operations have the same fields, and `parent_rate_id` for its place in the tree.
	models: ({
		RateV3,
		ProjectsReportProjectReportItemV4: project,
		ProjectsReportRetainerSubprojectReportItemV4: subproject,
	}) => ({
		// Its two forms exclude each other in the description, though the second one has all of the first.
		ProjectsReportReportItemV4: { ...subproject, required: project.required },
		RateV4: {
			...RateV3,
			properties: {
				...RateV3.properties,
				children: { type: 'array', items: { $ref: 'RateV4' } },
			},
		},
	}),
};
