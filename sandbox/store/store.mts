import { Low, Memory } from 'lowdb';
import { AtomicJsonFile } from './atomic-file.mjs';
import type { Data, StoredRecord } from './data.mjs';

/** The records of one resource, in the order of the ids. */
export interface Collection<T extends StoredRecord> {
	all(): T[];
	/** The record of that id; undefined where there is none, or where the value is no id. */
	find(id: unknown): T | undefined;
	/** Those whose properties have these values. */
	where(values: Partial<T>): T[];
	/** Gives the next free number, unless `id` is given. */
	insert(values: Omit<T, 'id'> & { id?: number }): T;
	replace(record: T): void;
	remove(id: number): void;
}

export interface StoreOptions {
	/** Without it everything stays in memory. */
	dataFile?: string;
	/** Milliseconds in which changes are gathered into one write. */
	writeDelay: number;
}

/**
 * All that the sandbox knows. Changes are in memory at once and in the file a moment later,
 * many changes in one write; `close` waits for the last of them.
 */
export class Store {
	private timer: NodeJS.Timeout | undefined;
	private writing: Promise<void> = Promise.resolve();
	private dirty = false;
	private closed = false;

	private constructor(
		private readonly db: Low<Data>,
		private readonly options: StoreOptions,
	) {}

	/** Reads the file, or starts with `fresh()` where there is none. */
	static async open(options: StoreOptions, fresh: () => Data): Promise<Store> {
		const adapter = options.dataFile
			? new AtomicJsonFile<Data>(options.dataFile)
			: new Memory<Data>();
		const first = fresh();
		const db = new Low<Data>(adapter, first);
		await db.read();
		const store = new Store(db, options);
		if (db.data === first) {
			store.changed();
			await store.flush();
		}
		return store;
	}

	get data(): Data {
		return this.db.data;
	}

	/** Replaces everything. */
	async reset(data: Data): Promise<void> {
		this.db.data = data;
		this.changed();
		await this.flush();
	}

	collection<T extends StoredRecord = StoredRecord>(name: string): Collection<T> {
		const records = (): Record<number, T> =>
			(this.data.collections[name] ??= {}) as Record<number, T>;
		return {
			all: () => Object.values(records()),
			find: (id) => (typeof id === 'number' ? records()[id] : undefined),
			where: (values) =>
				Object.values(records()).filter((record) =>
					Object.entries(values).every(([property, value]) => record[property] === value),
				),
			insert: (values) => {
				const id = values.id ?? (this.data.sequences[name] ?? 0) + 1;
				this.data.sequences[name] = Math.max(id, this.data.sequences[name] ?? 0);
				const record = { ...values, id } as unknown as T;
				records()[id] = record;
				this.changed();
				return record;
			},
			replace: (record) => {
				records()[record.id] = record;
				this.changed();
			},
			remove: (id) => {
				delete records()[id];
				this.changed();
			},
		};
	}

	/** To be called after every change of `data`. */
	changed(): void {
		if (!this.options.dataFile || this.closed) return;
		this.dirty = true;
		this.timer ??= setTimeout(() => {
			this.flush().catch((error: Error) => {
				console.error(`The sandbox could not write its data file: ${error.message}`);
			});
		}, this.options.writeDelay);
	}

	/** Resolves when every change so far is on the disk. */
	async flush(): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.writing = this.writing.catch(() => undefined).then(() => this.writeIfDirty());
		await this.writing;
	}

	/** Writes what is left; what changes after it is not kept. */
	async close(): Promise<void> {
		this.closed = true;
		await this.flush();
	}

	private async writeIfDirty(): Promise<void> {
		if (!this.dirty) return;
		this.dirty = false;
		try {
			await this.db.write();
		} catch (error) {
			this.dirty = true;
			throw error;
		}
	}
}
