import type { Data, StoredRecord } from '../store/data.mjs';

/** Gathers rows with running numbers. */
export class Book {
	readonly collections: Data['collections'] = {};
	readonly sequences: Data['sequences'] = {};

	add(collection: string, values: Record<string, unknown>): StoredRecord {
		const id = (this.sequences[collection] = (this.sequences[collection] ?? 0) + 1);
		const row = { ...values, id } as StoredRecord;
		(this.collections[collection] ??= {})[id] = row;
		return row;
	}
}
