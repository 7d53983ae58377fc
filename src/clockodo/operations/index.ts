import { once } from '../once';
import type { Operation } from '../operation';
import { webhookOperations } from '../webhook-operations';
import { describedOperations } from './table';

/** Every operation of the vendor's description, the deprecated ones included. */
export const operations = once<readonly Operation[]>(describedOperations);

/** Deprecated by the vendor, who has nothing to take its place. */
const withoutSuccessor = 'createWorkTimesChangeRequestsDeclineByIdV2';

/**
 * The operations that the node offers: not the deprecated ones, which the vendor will switch off
 * and has others for, and not the registration of a new company, which is no work for a workflow.
 */
export const offeredOperations = once<readonly Operation[]>(() =>
	operations().filter(
		({ id, deprecated }) => (!deprecated || id === withoutSuccessor) && id !== 'createRegister',
	),
);

const byId = once(
	() => new Map([...operations(), ...webhookOperations].map((each) => [each.id, each])),
);

/** @throws for an id that the API does not have: a mistake in this package, never of a user */
export function findOperation(id: string): Operation {
	const operation = byId().get(id);
	if (!operation) throw new Error(`Clockodo's API has no operation '${id}'`);
	return operation;
}
