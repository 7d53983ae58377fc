import type { Schema } from '../schema';

/**
 * Schemas that the API description repeats, by name, so that an operation can be read.
 * The generator writes the name wherever the description has exactly this schema.
 */

export const flag: Schema = { type: 'boolean' };
export const flagOrNull: Schema = { type: ['boolean', 'null'] };

export const integer: Schema = { type: 'integer' };
export const id: Schema = { type: 'integer', minimum: 1 };
export const idOrNull: Schema = { type: ['integer', 'null'], minimum: 1 };
/** Also the API's form of a count or of seconds. */
export const idOrZero: Schema = { type: 'integer', minimum: 0 };
export const idOrZeroOrNull: Schema = { type: ['integer', 'null'], minimum: 0 };
export const ids: Schema = { type: 'array', items: id };
/** One id, several, or several as text with commas. */
export const idOrIds: Schema = { oneOf: [ids, id, { type: 'string', format: 'csv-string' }] };

export const money: Schema = { type: 'number', minimum: 0 };
export const rate: Schema = { type: 'number', minimum: 0, maximum: 99999999.99 };
export const price: Schema = { type: 'number', minimum: -99999999.99, maximum: 99999999.99 };
export const hoursOfDay: Schema = { type: 'number', minimum: 0, maximum: 24 };
export const hoursOfMonth: Schema = { type: 'number', minimum: 0, maximum: 744 };
export const year: Schema = { type: 'integer', minimum: 2000, maximum: 2037 };
export const yearOrNull: Schema = { type: ['integer', 'null'], minimum: 2000, maximum: 2037 };

export const date: Schema = { type: 'string', format: 'date' };
export const dateOrNull: Schema = { type: ['string', 'null'], format: 'date' };
export const dateTime: Schema = { type: 'string', format: 'date-time' };
export const dateTimeOrNull: Schema = { type: ['string', 'null'], format: 'date-time' };

export const text: Schema = { type: 'string' };
export const textOrNull: Schema = { type: ['string', 'null'] };
export const name: Schema = { type: 'string', maxLength: 100 };
export const shortNote: Schema = { type: ['string', 'null'], maxLength: 512 };
export const note: Schema = { type: ['string', 'null'], maxLength: 1000 };
/** A number that people give: a customer's, a project's, one of the books. */
export const number: Schema = { type: ['string', 'null'], maxLength: 50 };

export const success: Schema = {
	type: 'object',
	required: ['success'],
	properties: { success: flag },
};

export const sort: Schema = { type: 'array', items: { $ref: 'SortIdNameActive' } };
export const activeOrText: Schema = {
	type: 'object',
	properties: { active: flag, fulltext: text },
};
export const entriesFilter: Schema = {
	type: ['object', 'null'],
	properties: {
		billable: { oneOf: [{ $ref: 'BillableDistinct' }, { type: 'null' }] },
		budget_type: { oneOf: [{ $ref: 'BudgetOption' }, { type: 'null' }] },
		customers_id: idOrNull,
		lumpsum_services_id: idOrNull,
		projects_id: idOrNull,
		services_id: idOrNull,
		subprojects_id: idOrNull,
		teams_id: idOrNull,
		text: textOrNull,
		texts_id: idOrNull,
		users_id: idOrNull,
	},
};

const thresholds: Schema = { type: 'array', items: { $ref: 'Thresholds' } };
export const projectBudget: Schema = {
	type: ['object', 'null'],
	properties: {
		amount: { type: ['number', 'null'], minimum: 0, maximum: 99999999 },
		from_subprojects: flag,
		hard: flag,
		interval: { oneOf: [{ $ref: 'BudgetInterval' }, { type: 'null' }] },
		monetary: flag,
		notification_thresholds: thresholds,
	},
};
export const subprojectBudget: Schema = {
	type: ['object', 'null'],
	properties: {
		amount: { type: ['number', 'null'], minimum: 0, maximum: 99999999.99 },
		hard: flag,
		monetary: flag,
		notification_thresholds: thresholds,
	},
};
