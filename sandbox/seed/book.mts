import type { Data, StoredRecord } from '../store/data.mjs';

/** Gathers records with running numbers. */
export class Book {
	readonly collections: Data['collections'] = {};
	readonly sequences: Data['sequences'] = {};

	all(collection: string): StoredRecord[] {
		return Object.values(this.collections[collection] ?? {});
	}

	add(collection: string, values: Record<string, unknown>): StoredRecord {
		const id = (this.sequences[collection] = (this.sequences[collection] ?? 0) + 1);
		const record = { ...values, id };
		(this.collections[collection] ??= {})[id] = record;
		return record;
	}
}
