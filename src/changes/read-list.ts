import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../clockodo/client';
import { ClockodoError } from '../clockodo/errors';
import { findEntity, type EntityName } from '../clockodo/entities';
import { largestPage } from '../clockodo/operation';
import { pauseFor } from '../clockodo/pause';
import { itemCount, listIn, pageReader, readPages } from '../clockodo/pages';
import { toResourceId } from '../clockodo/values';
import { isWithin, millisecondsOf, queriesFor, type ChangeList, type Window } from './lists';
import { hiddenFields, markOf, type Mark } from './snapshot';

/** What is kept of a thing in a list. */
export interface ReadThing {
	id: number;
	mark: Mark;
	hidden: string[];
	/** When it was made, in milliseconds since 1970, where it says so. */
	madeAt?: number;
	/** When it was changed last, where it says so. */
	changedAt?: number;
	/** Whether it has been in the state that its list knows, though it may have left it. */
	wasOn: boolean;
	/** Whether it belongs to the window of the look before, and to today's. */
	inBase: boolean;
	inWindow: boolean;
}

/** The list that a look reads went on moving, or broke off: what it gave may be neither the old nor the new state. */
export class UnsettledListError extends Error {
	constructor(readonly entity: EntityName) {
		super(
			`The list of ${findEntity(entity)?.several ?? entity} could not be read as a whole: it changed each time meanwhile, or held less than it says. The next look reads it again.`,
		);
	}
}

/** The windows that a list is read in: today's, and the one of the look before. */
export interface Windows {
	window: Window;
	base: Window;
	/** The smallest that holds both. */
	whole: Window;
}

/**
 * Reads a whole list, in the largest pages. Of each thing no more is kept than a comparison needs.
 *
 * @throws UnsettledListError where no whole list could be had
 * @throws ClockodoError where the API does not give it
 */
export async function readWholeList(
	api: Api,
	list: ChangeList,
	windows: Windows,
): Promise<Map<number, ReadThing>> {
	const things = new Map<number, ReadThing>();
	for (const query of queriesFor(list, windows.whole)) {
		for (const thing of await readOne(api, list, windows, query)) things.set(thing.id, thing);
	}
	return things;
}

async function readOne(
	api: Api,
	list: ChangeList,
	windows: Windows,
	query: IDataObject,
): Promise<ReadThing[]> {
	const { operation } = list;
	const said: { count?: number } = {};
	const request = { method: 'GET', path: operation.path, query } as const;
	const read = pageReader(api, operation, request, (answer) => {
		said.count = itemCount(answer);
		return thingsIn(list, windows, answer);
	});
	const items = await readPages(read, {
		largest: largestPage(operation) ?? Infinity,
		limit: Infinity,
		onUnsettled: () => {
			throw new UnsettledListError(list.entity);
		},
	});
	// An empty page in the middle would look like a thousand deletions.
	if (items.length < (said.count ?? 0)) throw new UnsettledListError(list.entity);
	return items as unknown as ReadThing[];
}

/**
 * Milliseconds for which things are read in one go, and then not: the same process answers webhooks
 * meanwhile, each of which needs a dozen turns. Of as many things as can be remembered, it makes half
 * a second.
 */
const spell = 2;
const rest = 20;
/** With so many items of a page, its parsing before and the comparison behind it are spells of their own. */
const manyItems = 100;

async function thingsIn(
	list: ChangeList,
	windows: Windows,
	answer: IDataObject,
): Promise<IDataObject[]> {
	const { path, answer: form } = list.operation;
	const key = form.key ?? 'data';
	const found = listIn(answer, key) as IDataObject[] | undefined;
	if (!found) {
		throw new ClockodoError({ kind: 'shape', method: 'GET', path, status: 200, missing: key });
	}
	const restBeside = async () => found.length > manyItems && (await pauseFor(rest));
	const things: IDataObject[] = [];
	await restBeside();
	let began = performance.now();
	for (const item of found) {
		if (performance.now() - began > spell) {
			await pauseFor(rest);
			began = performance.now();
		}
		const thing = asRead(list, windows, item);
		if (!thing) {
			throw new ClockodoError({ kind: 'shape', method: 'GET', path, status: 200, missing: 'id' });
		}
		things.push(thing as unknown as IDataObject);
	}
	await restBeside();
	return things;
}

function asRead(
	list: ChangeList,
	{ window, base }: Windows,
	item: IDataObject,
): ReadThing | undefined {
	const id = toResourceId(item.id);
	if (id === undefined) return undefined;
	const madeAt = list.madeAt?.(item) ?? millisecondsOf(list.happenedAt?.(item, 'created'));
	const changedAt = millisecondsOf(list.happenedAt?.(item, 'updated'));
	const hidden = hiddenFields(list, item);
	return {
		id,
		mark: markOf(list, item, hidden),
		hidden,
		...(madeAt !== undefined && { madeAt }),
		...(changedAt !== undefined && { changedAt }),
		wasOn: list.state?.isPassed?.(item) ?? false,
		inBase: isWithin(list, item, base),
		inWindow: isWithin(list, item, window),
	};
}
