import type { IDataObject } from 'n8n-workflow';
import { lastingApiOf, userOf, type ClockodoContext } from '../client';
import { findEntity } from '../entities';
import { modelOf } from '../operation';
import { findOperation } from '../operations';
import { outcomeOf } from '../outcome';
import { defaultRetryPolicy } from '../retry';
import type { NameSource } from './facts';
import { inWords, isReadable } from './in-words';
import { Names } from './names';

/**
 * Resources of a model with names, labels and hours added.
 *
 * @param model the vendor's name; of another one they stay as they are
 */
export type MakeReadable = (
	resources: IDataObject[],
	model: string | undefined,
) => Promise<IDataObject[]>;

/** Names are a comfort: an item does not wait for them as it waits for itself. Times in milliseconds. */
const quick = {
	...defaultRetryPolicy,
	attempts: 2,
	attemptTimeout: 8_000,
	firstPause: 300,
	patience: 10_000,
	limitPatience: 5_000,
};

/** Those of this process, for all its executions. */
const names = new Names();

/** Adds to resources what people call what they speak of. Never throws: what cannot be read is left out. */
export function readableIn(context: ClockodoContext): MakeReadable {
	const api = lastingApiOf(context, quick);
	const abortSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	let asking: Promise<string> | undefined;
	const add = async (resources: IDataObject[], model: string): Promise<IDataObject[]> => {
		const user = await (asking ??= userOf(context));
		const wanted = new Map<NameSource, Set<number>>();
		const known = resources.map((each) =>
			inWords(each, model, (source, id) => {
				const name = names.find(user, source, id);
				if (name === undefined) wanted.set(source, (wanted.get(source) ?? new Set()).add(id));
				return name ?? undefined;
			}),
		);
		if (wanted.size === 0) return known;
		await names.read(user, api, wanted, abortSignal);
		return resources.map((each) =>
			inWords(each, model, (source, id) => names.find(user, source, id) ?? undefined),
		);
	};
	return async (resources, model) => {
		if (!isReadable(model)) return resources;
		const outcome = await outcomeOf(async () => await add(resources, model));
		return outcome.ok ? outcome.value : resources;
	};
}

/** What an event speaks of, with what can be said in words; nothing stays nothing. */
export async function readableResource(
	makeReadable: MakeReadable,
	entityName: string,
	resource: IDataObject | null,
): Promise<IDataObject | null> {
	const entity = findEntity(entityName);
	if (!resource || !entity) return resource;
	const [readable] = await makeReadable([resource], modelOf(findOperation(entity.operationId)));
	return readable ?? resource;
}
