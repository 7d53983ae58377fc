import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';

const percentAndTimes: Schema = {
	type: ['object', 'null'],
	properties: {
		percent: { type: 'number' },
		time_since: { type: 'string' },
		time_until: { type: 'string' },
	},
};

/** Guessed: the shape, after the target hours that name such a model and the types of a client. */
const surchargeModel: Schema = {
	type: 'object',
	required: ['id', 'name', 'accumulation'],
	properties: {
		id: { type: 'integer' },
		name: { type: 'string' },
		accumulation: { type: 'boolean' },
		night: percentAndTimes,
		night_increased: percentAndTimes,
		nonbusiness: percentAndTimes,
		nonbusiness_special: percentAndTimes,
		sunday: percentAndTimes,
		saturday: percentAndTimes,
	},
};

const surchargeModelsPath = '/v2/surchargeModels';

/** What the sandbox takes and gives beyond the vendor's description. The contract tests hold it to this list. */
export const beyondDescription = {
	/** Seen: a client's methods. Guessed: that they answer with `data`, and that the list does not page. */
	operations: [
		{
			id: 'getSurchargeModelsV2',
			method: 'GET',
			path: surchargeModelsPath,
			tag: 'SurchargeModel',
			answer: { key: 'data', list: true, of: surchargeModel },
		},
		{
			id: 'getSurchargeModelByIdV2',
			method: 'GET',
			path: `${surchargeModelsPath}/{id}`,
			tag: 'SurchargeModel',
			pathParameters: { id: { type: 'integer' } },
			answer: { key: 'data', of: surchargeModel },
		},
	],
	/** Properties of a body that take more, by operation. */
	bodies: {
		/** Seen: a client's integration tests, run against a real company, create entries that are billed. */
		createEntryV2: { billable: { $ref: 'BillableDistinct' } },
	},
	/** Properties of an answer, by the vendor's name of its schema. */
	answers: {
		/** Seen: a client's integration tests, run against a real company. */
		EntryGroupV2: ['number', 'note'],
	},
} as const satisfies {
	operations: readonly Operation[];
	bodies: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
	answers: Readonly<Record<string, readonly string[]>>;
};
