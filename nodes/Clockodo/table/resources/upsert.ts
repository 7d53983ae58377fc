import { findStandardOperation } from '../../../../src/clockodo/operations/standard';
import type { OwnField, ResourceOperation } from '../resource';

/** Fields that tell one resource from another, the surest first, with their words. */
const keyLabels = { email: 'Email', number: 'Number', name: 'Name' };

/** A field that tells whether a resource is there already. */
export type UpsertKey = keyof typeof keyLabels;

/**
 * Create or Update, by the fields that Create has; the act is in `call/acts/upsert.ts`.
 *
 * @param tag the vendor's name of the resource
 * @param one one of them with its article (`a customer`)
 */
export function upsertOperation(tag: string, one: string): ResourceOperation {
	return {
		value: 'upsert',
		name: 'Create or Update',
		action: `Create or update ${one}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		act: 'upsert',
		like: 'create',
		get own() {
			return [matchBy(tag)];
		},
	};
}

function matchBy(tag: string): OwnField {
	const { body = {} } = findStandardOperation(tag, 'create');
	const values = Object.entries(keyLabels)
		.filter(([name]) => name in body)
		.map(([value, label]) => ({ value, label }));
	return {
		name: 'matchBy',
		required: true,
		kind: { type: 'choice', values },
		words: {
			name: 'Match By',
			description: 'The field that tells whether it exists already',
			// A number is not often entered; who has an e-mail address always has one.
			default: 'email' in body ? 'email' : 'name',
		},
	};
}
