import type { Operation } from '../../../src/clockodo/operation';
import { findOperation } from '../../../src/clockodo/operations';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';
import { fieldsOf, type Field } from './fields';
import type { Resource, ResourceOperation } from './resource';
import { resources } from './resources';

/** An operation of the node with all that its panel and its requests are made of. */
export interface NodeOperation {
	resource: Resource;
	choice: ResourceOperation;
	operation: Operation;
	fields: Field[];
}

/** Every operation of the node that stands on the table of operations. */
export const nodeOperations: readonly NodeOperation[] = resources.flatMap((resource) =>
	resource.operations.map((choice) => {
		const operation = operationBehind(resource, choice);
		return { resource, choice, operation, fields: fieldsOf(resource, choice, operation) };
	}),
);

/** @throws for a choice that names no operation of the API, or not exactly one: a mistake in the table */
function operationBehind({ value, tag }: Resource, choice: ResourceOperation): Operation {
	if (choice.id !== undefined) return findOperation(choice.id);
	const vendorTag = tag ?? value.charAt(0).toUpperCase() + value.slice(1);
	return findStandardOperation(vendorTag, choice.like ?? choice.value);
}

const byName = new Map(
	nodeOperations.map((each) => [`${each.resource.value}.${each.choice.value}`, each]),
);

/** The operation behind what was chosen in the panel, or undefined where the node has none such. */
export function findNodeOperation(resource: string, operation: string): NodeOperation | undefined {
	return byName.get(`${resource}.${operation}`);
}

/** Whether the answer is a list of which the person may want all or some. */
export function isList({ operation }: Pick<NodeOperation, 'operation'>): boolean {
	return operation.answer.list === true;
}

/** Whether Simplify is offered: for reading resources that have many fields. */
export function canSimplify({ resource, operation }: NodeOperation): boolean {
	return resource.simple !== undefined && operation.method === 'GET';
}
