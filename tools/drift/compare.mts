import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import type { Stated } from './stated.mjs';

/** One thing that is not as it was. */
export interface Change {
	kind: 'appeared' | 'changed' | 'vanished';
	/** The vendor's: an event, an operation's id, a model, an enum. */
	name: string;
	/** One line each. */
	details: string[];
}

/** Everything that is not as it was. */
export interface Drift {
	events: Change[];
	operations: Change[];
	models: Change[];
	enums: Change[];
}

/** What has changed from one state of the API to another. */
export function driftBetween(before: Stated, after: Stated): Drift {
	const named = (names: readonly string[]) => new Map(names.map((name) => [name, name]));
	const byId = (all: readonly Operation[]) => new Map(all.map((each) => [each.id, each]));
	const entries = <Value,>(record: Readonly<Record<string, Value>>) =>
		new Map(Object.entries(record));
	return {
		events: changes(named(before.events), named(after.events), () => []),
		operations: changes(
			byId(before.operations),
			byId(after.operations),
			operationDifferences,
			({ method, path, tag }) => [`${method} ${path} (${tag})`],
		),
		models: changes(entries(before.models), entries(after.models), (one, other) =>
			schemaDifferences('', one, other),
		),
		enums: changes(
			entries(before.enums),
			entries(after.enums),
			(one, other) =>
				listDifferences(
					one.values.map(({ value, label }) => `${value} (${label})`),
					other.values.map(({ value, label }) => `${value} (${label})`),
				),
			({ values }) => [values.map(({ label }) => label).join(', ')],
		),
	};
}

/** Whether nothing has changed. */
export function isEmpty(drift: Drift): boolean {
	return Object.values(drift).every((list: Change[]) => list.length === 0);
}

function changes<Value>(
	before: Map<string, Value>,
	after: Map<string, Value>,
	differences: (one: Value, other: Value) => string[],
	introduce: (value: Value) => string[] = () => [],
): Change[] {
	const names = [...new Set([...before.keys(), ...after.keys()])].sort();
	return names.flatMap((name): Change[] => {
		const one = before.get(name);
		const other = after.get(name);
		if (one === undefined) return [{ kind: 'appeared', name, details: introduce(other as Value) }];
		if (other === undefined) return [{ kind: 'vanished', name, details: introduce(one) }];
		const details = differences(one, other);
		return details.length > 0 ? [{ kind: 'changed', name, details }] : [];
	});
}

/** What a request is and may hold, and what it is answered with. */
function operationDifferences(one: Operation, other: Operation): string[] {
	const facts = ['method', 'path', 'tag', 'deprecated'] as const;
	return [
		...facts.flatMap((fact) => valueDifference(fact, one[fact], other[fact])),
		...schemaDifferences('path', inputs(one.pathParameters), inputs(other.pathParameters)),
		...schemaDifferences(
			'query',
			inputs(one.query, one.requiredQuery),
			inputs(other.query, other.requiredQuery),
		),
		...schemaDifferences(
			'body',
			inputs(one.body, one.requiredBody),
			inputs(other.body, other.requiredBody),
		),
		...valueDifference('answer’s key', one.answer.key, other.answer.key),
		...valueDifference('answer is a list', one.answer.list, other.answer.list),
		...valueDifference('answer has pages', one.answer.paging, other.answer.paging),
		...schemaDifferences('answer', one.answer.of, other.answer.of),
	];
}

const inputs = (properties: Record<string, Schema> = {}, required: string[] = []): Schema => ({
	properties,
	required,
});

/** One line for each place in which two schemas differ; `place` is theirs. */
export function schemaDifferences(place: string, one: Schema, other: Schema): string[] {
	const keywords = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Schema>;
	return [...keywords].flatMap((keyword) => {
		if (keyword === 'properties') return propertyDifferences(place, one, other);
		if (keyword === 'items' && one.items && other.items) {
			return schemaDifferences(`${place}[]`, one.items, other.items);
		}
		const where = `${place} ${keyword}`.trim();
		const forms = other.oneOf ?? [];
		if (keyword === 'oneOf' && one.oneOf?.length === forms.length) {
			return one.oneOf.flatMap((form, index) =>
				schemaDifferences(`${place} (form ${index + 1})`.trim(), form, forms[index]),
			);
		}
		if (keyword === 'required' || keyword === 'enum') {
			const lines = listDifferences(texts(one[keyword]), texts(other[keyword]));
			return lines.map((line) => `${where} ${line}`);
		}
		return valueDifference(where, one[keyword], other[keyword]);
	});
}

function propertyDifferences(place: string, one: Schema, other: Schema): string[] {
	const before = one.properties ?? {};
	const after = other.properties ?? {};
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...names].flatMap((name) => {
		const where = place === '' ? name : `${place} ${name}`;
		if (!Object.hasOwn(before, name)) return [`+ ${where} (${inWords(after[name])})`];
		if (!Object.hasOwn(after, name)) return [`- ${where} (${inWords(before[name])})`];
		return schemaDifferences(where, before[name], after[name]);
	});
}

function listDifferences(before: string[], after: string[]): string[] {
	return [
		...after.filter((each) => !before.includes(each)).map((each) => `+ ${each}`),
		...before.filter((each) => !after.includes(each)).map((each) => `- ${each}`),
	];
}

function valueDifference(place: string, before: unknown, after: unknown): string[] {
	if (canonical(before) === canonical(after)) return [];
	return [`${place}: ${shown(before)} → ${shown(after)}`];
}

const texts = (values: readonly unknown[] = []): string[] => values.map(String);
const inWords = ({ $ref, type }: Schema): string => $ref ?? String(type ?? 'of several types');
const shown = (value: unknown): string => (value === undefined ? 'none' : canonical(value));

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
	if (value === undefined) return '';
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => one.localeCompare(other)))
			: inner,
	);
}
