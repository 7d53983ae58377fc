import { once } from '../once';
import type { Method, Operation } from '../operation';
import { ownValue } from '../values';
import { webhookOperations } from '../webhook-operations';
import { offeredOperations } from './index';

/** What most resources offer, in n8n's names. */
export type StandardName = 'create' | 'delete' | 'get' | 'getAll' | 'update';

/** `/v4/services`, or `/targethours` without a version. */
const pathOfAll = /^(\/v\d+)?\/\w+$/;
/** `/v4/services/{id}` */
const pathOfOne = /^(\/v\d+)?\/\w+\/\{id\}$/;

const conventions: Record<StandardName, { method: Method; path: RegExp }> = {
	create: { method: 'POST', path: pathOfAll },
	delete: { method: 'DELETE', path: pathOfOne },
	get: { method: 'GET', path: pathOfOne },
	getAll: { method: 'GET', path: pathOfAll },
	update: { method: 'PUT', path: pathOfOne },
};

/** Every operation that the node can have, by its tag: they are looked for two hundred times when the panel is made. */
const byTag = once(() => {
	const operations = new Map<string, Operation[]>();
	for (const operation of [...offeredOperations(), ...webhookOperations]) {
		const same = operations.get(operation.tag);
		if (same) same.push(operation);
		else operations.set(operation.tag, [operation]);
	}
	return operations;
});

/**
 * The operation of that name in its newest version, found by the API's conventions.
 *
 * @param tag the vendor's name of the resource (`LumpSumService`)
 * @param name a StandardName; others are refused
 * @throws where the resource has no such operation, or more than one in the newest version
 */
export function findStandardOperation(
	tag: string,
	name: string,
	among?: readonly Operation[],
): Operation {
	const convention = ownValue<{ method: Method; path: RegExp }>(conventions, name);
	const versions = (among ?? byTag().get(tag) ?? []).filter(
		({ tag: its, method, path }) =>
			its === tag && method === convention?.method && convention.path.test(path),
	);
	const newest = Math.max(...versions.map(versionOf));
	const candidates = versions.filter((each) => versionOf(each) === newest);
	const found = candidates.at(0);
	if (found && candidates.length === 1) return found;
	const problem = found ? 'more than one operation' : 'no operation';
	throw new Error(`Clockodo's API has ${problem} '${name}' of ${tag}: name one by its id`);
}

/** A path without a version is older than any that has one. */
function versionOf({ path }: Operation): number {
	return Number(/^\/v(\d+)\//.exec(path)?.[1] ?? 0);
}
