import { once } from '../../../src/clockodo/once';
import { modelOf, type Operation } from '../../../src/clockodo/operation';
import { findOperation } from '../../../src/clockodo/operations';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';
import { additionsBeside, isReadable } from '../../../src/clockodo/readable/in-words';
import { factsOf, type ActName } from './acts';
import { fieldsOf, type Field } from './fields';
import type { Resource, ResourceOperation } from './resource';
import { resources } from './resources';

interface Chosen {
	resource: Resource;
	choice: ResourceOperation;
	fields: Field[];
}

/** An operation of the node that is one of the API, with all that its panel and its requests are made of. */
export interface NodeOperation extends Chosen {
	operation: Operation;
}

/** An operation of the node that is an act (`acts.ts`). */
export interface NodeAct extends Chosen {
	act: ActName;
	/** The API's operation that it stands upon. */
	operation?: Operation;
}

/** Every operation of the node, but those of events and of custom calls, in the order of the tables. */
export const nodeChoices: ReadonlyArray<NodeOperation | NodeAct> = resources.flatMap((resource) =>
	resource.operations.map((choice) => {
		const { act, id, like } = choice;
		const isAlone = act !== undefined && id === undefined && like === undefined;
		const operation = once(() => (isAlone ? undefined : operationBehind(resource, choice)));
		const fields = once(() => fieldsOf(resource, choice, operation()));
		const chosen = {
			resource,
			choice,
			...(act !== undefined && { act }),
			get operation() {
				return operation();
			},
			get fields() {
				return fields();
			},
		};
		return chosen as NodeOperation | NodeAct;
	}),
);

/** Those that are one request to the API, and as many more as its pages take. */
export const nodeOperations: readonly NodeOperation[] = nodeChoices.flatMap((each) =>
	isAct(each) ? [] : [each],
);

/** Those that are acts. */
export const nodeActs: readonly NodeAct[] = nodeChoices.filter(isAct);

/** Whether the operation of the node is an act. */
export function isAct(each: NodeOperation | NodeAct): each is NodeAct {
	return 'act' in each;
}

/** @throws for a choice that names no operation of the API, or not exactly one: a mistake in the table */
function operationBehind(resource: Resource, choice: ResourceOperation): Operation {
	if (choice.id !== undefined) return findOperation(choice.id);
	return findStandardOperation(tagOf(resource), choice.like ?? choice.value);
}

/** The vendor's name of the resource. */
export function tagOf({ value, tag }: Resource): string {
	return tag ?? value.charAt(0).toUpperCase() + value.slice(1);
}

/** The operations of the API that the operation of the node sends requests to. */
export function callsOf(each: NodeOperation | NodeAct): Operation[] {
	if (!isAct(each)) return [each.operation];
	return Object.values(factsOf(each.act).calls(tagOf(each.resource)));
}

/** Whether the operation of the node changes nothing in Clockodo. */
export function onlyReads(each: NodeOperation | NodeAct): boolean {
	return isAct(each) ? factsOf(each.act).reads === true : each.operation.method === 'GET';
}

const byName = new Map(
	nodeChoices.map((each) => [`${each.resource.value}.${each.choice.value}`, each]),
);

/** The operation or act behind what was chosen in the panel, or undefined where the node has none such. */
export function findNodeChoice(
	resource: string,
	operation: string,
): NodeOperation | NodeAct | undefined {
	return byName.get(`${resource}.${operation}`);
}

/** The same where it is no act. */
export function findNodeOperation(resource: string, operation: string): NodeOperation | undefined {
	const found = findNodeChoice(resource, operation);
	return found && !isAct(found) ? found : undefined;
}

/** Whether the answer is a list of which the person may want all or some. */
export function isList(each: NodeOperation | NodeAct): boolean {
	return isAct(each) ? factsOf(each.act).list === true : each.operation.answer.list === true;
}

/** Whether Simplify is offered: for reading resources that have many fields. */
export function canSimplify(each: NodeOperation | NodeAct): boolean {
	const { simple } = each.resource;
	if (isAct(each)) return simple !== undefined && isList(each);
	return simple !== undefined && each.operation.method === 'GET';
}

/** The models of the API whose fields the results have: what can be said of them in words. */
export function modelsOf(each: NodeOperation | NodeAct): readonly string[] {
	const own = isAct(each) ? factsOf(each.act).models : undefined;
	return (own ?? [each.operation && modelOf(each.operation)]).filter(isReadable);
}

/** Whether anything in the results can be said in words: names, labels, hours. */
export function canBeReadable(each: NodeOperation | NodeAct): boolean {
	return modelsOf(each).length > 0;
}

/** The fields that Simplify keeps: those of the resource, each with what says it in words. */
export function simpleFields(each: NodeOperation | NodeAct): string[] {
	return (each.resource.simple ?? []).flatMap((field) => [
		field,
		...modelsOf(each).flatMap((model) => additionsBeside(model, field).map(({ name }) => name)),
	]);
}
