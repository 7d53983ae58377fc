import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { ownValue } from '../../src/clockodo/values.js';
import { overrides } from './overrides.mjs';
import { references, toSchema } from './schemas.mjs';
import type { Description } from './source.mjs';

/** Models by name, by the tag of the resource that they belong to. */
export type ModelsByTag = Map<string, Record<string, Schema>>;

/** The models that the operations' answers reach, each with the resource whose answers speak of it first. */
export function modelsOf(description: Description, operations: Operation[]): ModelsByTag {
	const vendor = description.openApi.components.schemas;
	const all = { ...vendor, ...overrides.models(vendor) };
	const owners = ownersOf(operations);
	const models = new Map<string, Schema>();
	// A Map gives what is added while it is walked: the models that models refer to.
	for (const [name, tag] of owners) {
		const stated = ownValue(all, name);
		if (!stated) throw new Error(`An answer speaks of ${name}, which the description lacks`);
		if (stated.enum) continue;
		const model = toSchema(stated);
		models.set(name, model);
		for (const other of references(model)) if (!owners.has(other)) owners.set(other, tag);
	}
	const names = [...models.keys()].sort();
	const tags = [...new Set(names.map((name) => owners.get(name) ?? ''))].sort();
	return new Map(
		tags.map((tag) => {
			const own = names.filter((name) => owners.get(name) === tag);
			return [tag, Object.fromEntries(own.map((name) => [name, models.get(name) ?? {}]))];
		}),
	);
}

/** Tag by model: the tag whose operations answer with it most often. */
function ownersOf(operations: Operation[]): Map<string, string> {
	const counts = new Map<string, Map<string, number>>();
	for (const { tag, answer } of operations) {
		for (const name of references(answer.of)) {
			const byTag = counts.get(name) ?? new Map<string, number>();
			counts.set(name, byTag.set(tag, (byTag.get(tag) ?? 0) + 1));
		}
	}
	return new Map(
		[...counts].map(([name, byTag]) => [name, [...byTag].sort(([, a], [, b]) => b - a)[0][0]]),
	);
}
