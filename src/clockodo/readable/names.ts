import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../client';
import { ClockodoError } from '../errors';
import { largestPage, type Operation } from '../operation';
import { findStandardOperation } from '../operations/standard';
import { outcomeOf } from '../outcome';
import { listIn, pageReader, readPages } from '../pages';
import { pauseFor } from '../pause';
import { isRecord, toResourceId } from '../values';
import type { NameSource } from './facts';
import type { Name } from './in-words';

/** Milliseconds that a name is believed. */
const keptFor = 5 * 60_000;

/** Milliseconds in which a list is not asked for after it was not to be had. */
const restFor = 60_000;

/** Milliseconds after which what is being read is not waited for any longer. */
const patience = 10_000;

/** Names of one list that are read at most; what else is needed is asked for by its ID. */
export const listedAtMost = 5_000;

/** Resources of one list that one caller asks for by ID at most, and at the same time. */
const singlesAtMost = 100;
const singlesAtOnce = 5;

/** Names that a process keeps at most, some hundred bytes each. */
export const namesAtMost = 100_000;

/** IDs by the resource that they are of. */
export type Wanted = ReadonlyMap<NameSource, ReadonlySet<number>>;

/** A reading that others may wait for, too; it never fails. */
interface Reading {
	done: Promise<void>;
	/** Milliseconds since 1970. */
	since: number;
}

/** What is known of one list, as one user sees it. */
interface Shelf {
	/** Until a time in milliseconds since 1970; without a name where the API does not show one. */
	names: Map<number, { name?: Name; until: number }>;
	/** When the list has to be read again, and when it may be asked for at all. */
	listedUntil: number;
	restsUntil: number;
	list?: Reading;
	singles: Map<number, Reading>;
}

/**
 * The names of resources as users see them, read from the lists. Whoever needs a list while it is
 * read waits for the same reading.
 */
export class Names {
	/** By user and resource; what was needed longest ago stands first. */
	private readonly shelves = new Map<string, Shelf>();

	/** @param now the present, in milliseconds since 1970 */
	constructor(private readonly now: () => number = Date.now) {}

	/**
	 * What is known already.
	 *
	 * @param user as the API knows users (`userOf`)
	 * @returns null where the API does not show the name, undefined where it has to be read
	 */
	find(user: string, source: NameSource, id: number): Name | null | undefined {
		const shelf = this.shelves.get(keyOf(user, source));
		const kept = shelf?.names.get(id);
		if (kept && kept.until > this.now()) return kept.name ?? null;
		return shelf && shelf.restsUntil > this.now() ? null : undefined;
	}

	/**
	 * Reads what is wanted, as far as it can be had within ten seconds. Never throws.
	 *
	 * @param api of the user; its requests outlive the caller, since others may wait for them
	 * @param abortSignal ends the waiting
	 */
	async read(user: string, api: Api, wanted: Wanted, abortSignal?: AbortSignal): Promise<void> {
		const wait = this.waiting(abortSignal);
		await Promise.all(
			[...wanted].map(async ([source, ids]) => {
				const shelf = this.shelfOf(user, source);
				if (shelf.restsUntil > this.now()) return;
				if (shelf.listedUntil <= this.now()) {
					shelf.list ??= this.reading(async () => await this.readList(shelf, api, source));
					if (!(await wait(shelf.list))) return;
				}
				await this.readSingles(user, api, source, ids, wait);
			}),
		);
		this.makeRoom();
	}

	/** Waits for readings, for all of them together no longer than a caller is patient. */
	private waiting(abortSignal?: AbortSignal): (reading: Reading) => Promise<boolean> {
		const deadline = this.now() + patience;
		return async ({ done, since }) => {
			const left = Math.min(deadline, since + patience) - this.now();
			return left > 0 && (await isDoneWithin(done, left, abortSignal));
		};
	}

	private reading(read: () => Promise<void>): Reading {
		return { done: read(), since: this.now() };
	}

	private async readList(shelf: Shelf, api: Api, source: NameSource): Promise<void> {
		const outcome = await outcomeOf(async () => await listOf(api, source));
		const until = this.now() + keptFor;
		shelf.list = undefined;
		if (!outcome.ok) {
			shelf.restsUntil = this.now() + restFor;
			return;
		}
		for (const [id, kept] of shelf.names) if (kept.until <= this.now()) shelf.names.delete(id);
		for (const item of outcome.value) keep(shelf, item, until);
		shelf.listedUntil = until;
	}

	private async readSingles(
		user: string,
		api: Api,
		source: NameSource,
		ids: ReadonlySet<number>,
		wait: (reading: Reading) => Promise<boolean>,
	): Promise<void> {
		const shelf = this.shelfOf(user, source);
		const missing = [...ids].filter((id) => this.find(user, source, id) === undefined);
		const next = missing.slice(0, singlesAtMost).values();
		const reader = async () => {
			for (const id of next) {
				if (shelf.restsUntil > this.now()) return;
				const reading =
					shelf.singles.get(id) ??
					this.reading(async () => await this.readSingle(shelf, api, source, id));
				shelf.singles.set(id, reading);
				if (!(await wait(reading))) return;
			}
		};
		await Promise.all(Array.from({ length: singlesAtOnce }, reader));
	}

	private async readSingle(shelf: Shelf, api: Api, source: NameSource, id: number): Promise<void> {
		const { path, answer } = findStandardOperation(source, 'get');
		const request = { method: 'GET', path: path.replace('{id}', String(id)) } as const;
		const outcome = await outcomeOf(async () => await api(request));
		shelf.singles.delete(id);
		const until = this.now() + keptFor;
		if (outcome.ok) {
			const item = answer.key ? outcome.value[answer.key] : outcome.value;
			shelf.names.set(id, { until });
			if (isRecord(item)) keep(shelf, item as IDataObject, until);
		} else if (isHidden(outcome.error)) shelf.names.set(id, { until });
		else shelf.restsUntil = this.now() + restFor;
	}

	private shelfOf(user: string, source: NameSource): Shelf {
		const key = keyOf(user, source);
		const shelf = this.shelves.get(key) ?? {
			names: new Map(),
			listedUntil: 0,
			restsUntil: 0,
			singles: new Map(),
		};
		this.shelves.delete(key);
		this.shelves.set(key, shelf);
		return shelf;
	}

	private makeRoom(): void {
		let count = [...this.shelves.values()].reduce((sum, { names }) => sum + names.size, 0);
		for (const [key, { names }] of this.shelves) {
			if (count <= namesAtMost) return;
			this.shelves.delete(key);
			count -= names.size;
		}
	}
}

const keyOf = (user: string, source: NameSource): string => `${source} ${user}`;

function keep(shelf: Shelf, item: IDataObject, until: number): void {
	const id = toResourceId(item.id);
	const { name, email } = item;
	if (id === undefined || typeof name !== 'string' || name === '') return;
	const hasEmail = typeof email === 'string' && email !== '';
	shelf.names.set(id, { name: { name, ...(hasEmail && { email }) }, until });
}

/** Of what is not there, or not for this user, the API says so: another question would not change it. */
function isHidden(error: unknown): boolean {
	return error instanceof ClockodoError && (error.status === 403 || error.status === 404);
}

/** The list, inactive ones included, in the largest pages; of a very large one its newest. */
async function listOf(api: Api, source: NameSource): Promise<IDataObject[]> {
	const operation = findStandardOperation(source, 'getAll');
	const { path } = operation;
	const largest = largestPage(operation);
	if (largest === undefined) return itemsIn(await api({ method: 'GET', path }), operation);
	const query = 'sort' in (operation.query ?? {}) ? { sort: ['-id'] } : {};
	const request = { method: 'GET', path, query } as const;
	const read = pageReader(api, operation, request, (answer) => itemsIn(answer, operation));
	return await readPages(read, { largest, limit: listedAtMost });
}

/** @throws ClockodoError for an answer without the list */
function itemsIn(answer: IDataObject, { path, answer: { key } }: Operation): IDataObject[] {
	const list = listIn(answer, key);
	if (list) return list.filter(isRecord) as IDataObject[];
	throw new ClockodoError({ kind: 'shape', method: 'GET', path, status: 200, missing: key });
}

/** Whether it was done before so many milliseconds had passed, and before the execution was cancelled. */
async function isDoneWithin(
	done: Promise<void>,
	milliseconds: number,
	abortSignal?: AbortSignal,
): Promise<boolean> {
	const over = new AbortController();
	const stop = () => over.abort();
	if (abortSignal?.aborted) return false;
	abortSignal?.addEventListener('abort', stop, { once: true });
	const late = outcomeOf(async () => await pauseFor(milliseconds, over.signal));
	try {
		return await Promise.race([done.then(() => true), late.then(() => false)]);
	} finally {
		over.abort();
		abortSignal?.removeEventListener('abort', stop);
	}
}
