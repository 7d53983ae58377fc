import type { Operation } from '../../../src/clockodo/operation';
import { findOperation } from '../../../src/clockodo/operations';
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
		const operation = findOperation(choice.id);
		return { resource, choice, operation, fields: fieldsOf(resource, choice, operation) };
	}),
);

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
