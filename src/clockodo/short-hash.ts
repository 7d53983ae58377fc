import { createHash } from 'crypto';

/** A hash of a value, in 22 characters; the order of an object's fields does not matter. */
export function shortHash(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 22);
}

/** JSON with sorted keys: an API may answer with its fields in another order. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}
