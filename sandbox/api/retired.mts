import { operations } from '../../src/clockodo/operations/index.js';

/**
 * Whether a path is an old version of a path that the API still has: `/v2/customers/5` where
 * there is `/v3/customers/{id}`.
 *
 * Seen: the vendor answers 410 for some of those. Guessed: for all.
 */
export function isRetired(path: string): boolean {
	const asked = split(path);
	return operations().some((operation) => {
		const { version, rest } = split(operation.path);
		return version > asked.version && fits(rest, asked.rest);
	});
}

function split(path: string): { version: number; rest: string[] } {
	const parts = path.split('/').filter(Boolean);
	const found = /^v(\d+)$/.exec(parts[0] ?? '');
	// The oldest paths have no version in them.
	return found ? { version: Number(found[1]), rest: parts.slice(1) } : { version: 1, rest: parts };
}

function fits(template: string[], parts: string[]): boolean {
	return (
		template.length === parts.length &&
		template.every((part, index) => part.startsWith('{') || part === parts[index])
	);
}
