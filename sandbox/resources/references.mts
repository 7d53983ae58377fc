import { refused } from '../store/refusals.mjs';
import type { Company } from './company.mjs';

/**
 * Checks a property that points at another record, or at several.
 *
 * Guessed: which of the vendor's two errors names one, and which names several.
 *
 * @throws ApiError 422 where one of them does not exist
 */
export function mustExist(
	ids: number | number[],
	known: (id: number) => boolean,
	path: string,
): void {
	if (!Array.isArray(ids)) {
		if (known(ids)) return;
		const message = `The requested resource could not be found: there is no ${path} ${ids}.`;
		throw refused('ResourceNotFound', message, { path });
	}
	const missing = ids.filter((id) => !known(id));
	if (missing.length === 0) return;
	throw refused(
		'ResourcesNotFound',
		`The requested resources could not be found: ${path} ${missing.join(', ')}.`,
		{ path, details: { not_found_ids: missing } },
	);
}

/**
 * Checks a property that points into a collection.
 * @throws ApiError 422 where a record that it names does not exist
 */
export function mustExistIn(
	collection: string,
	ids: number | number[],
	path: string,
	company: Company,
): void {
	mustExist(ids, (id) => company.records(collection).find(id) !== undefined, path);
}
