import { enums } from '../../src/clockodo/enums.js';
import { findModel, models } from '../../src/clockodo/models/index.mjs';
import type { ReadableModel } from '../../src/clockodo/readable/readable-model.js';
import { references, seconds, unnamedChoices } from '../../src/clockodo/readable/facts.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { ownValue } from '../../src/clockodo/values.js';
import { formatAll } from './format.mjs';

/**
 * src/clockodo/readable/models.ts by its path: what of each model's fields can be said in words. Of
 * the models as they are compiled; it needs no description.
 */
export async function renderReadableModels(): Promise<Map<string, string>> {
	const source = [
		'// Made by `npm run generate` from the models and from facts.ts.',
		'',
		"import type { ReadableModel } from './readable-model';",
		'',
		'/** What of the fields of each model can be said in words, by the vendor’s name of the model. */',
		`export const readableModels: Readonly<Record<string, ReadableModel>> = ${JSON.stringify(readableModels())};`,
		'',
	].join('\n');
	return await formatAll(new Map([['src/clockodo/readable/models.ts', source]]));
}

/** The models that say something in numbers, themselves or inside. */
export function readableModels(): Record<string, ReadableModel> {
	const branches = new Set(Object.values(models).flatMap(branchesOf));
	const names = Object.keys(models).filter((name) => !branches.has(name));
	let speaking = new Set(names);
	// What holds nothing but models that say nothing says nothing itself.
	for (;;) {
		const found = names
			.filter((name) => speaking.has(name))
			.map((name) => [name, modelOf(name, speaking)] as const)
			.filter(([, model]) => Object.keys(model).length > 0);
		if (found.length === speaking.size) return Object.fromEntries(found);
		speaking = new Set(found.map(([name]) => name));
	}
}

/** Models that are forms of another one: their fields are read as that one's. */
function branchesOf({ oneOf = [] }: Schema): string[] {
	return oneOf.flatMap(({ $ref }) => ($ref ? [$ref] : []));
}

function modelOf(name: string, speaking: ReadonlySet<string>): ReadableModel {
	const fields = Object.entries(fieldsOf(name));
	const listed = fields.filter(([field]) => field in references);
	const isList = ([, forms]: [string, Schema[]]) => forms.some(({ items }) => items);
	const model = {
		references: listed.filter((each) => !isList(each)).map(([field]) => field),
		referenceLists: listed.filter(isList).map(([field]) => field),
		choices: Object.fromEntries(
			fields
				.map(([field, forms]) => [field, choicesOf(name, field, forms)] as const)
				.filter(([, choices]) => choices.length > 0),
		),
		seconds: ownValue(seconds, name) ?? [],
		inner: Object.fromEntries(
			fields
				.map(([field, forms]) => [field, innerOf(forms, speaking)] as const)
				.filter(([, inner]) => inner !== undefined),
		),
	};
	return Object.fromEntries(
		Object.entries(model).filter(([, value]) => Object.keys(value).length > 0),
	);
}

/** The forms that each field of the model has, null left out. */
function fieldsOf(name: string): Record<string, Schema[]> {
	const fields: Record<string, Schema[]> = {};
	for (const { properties = {} } of formsOf(findModel(name))) {
		for (const [field, schema] of Object.entries(properties)) {
			const forms = schema.oneOf ?? [schema];
			fields[field] = [...(ownValue(fields, field) ?? []), ...forms];
		}
	}
	return fields;
}

function formsOf(schema: Schema): Schema[] {
	if (schema.oneOf) return schema.oneOf.flatMap(formsOf);
	return schema.$ref ? formsOf(findModel(schema.$ref)) : [schema];
}

function choicesOf(name: string, field: string, forms: Schema[]): string[] {
	const unnamed = ownValue(ownValue(unnamedChoices, name) ?? {}, field);
	if (unnamed) return [unnamed];
	const named = forms.flatMap(({ $ref }) => ($ref ? [$ref] : []));
	return [...new Set(named)].filter((each) => ownValue(enums, each)?.type === 'integer');
}

function innerOf(forms: Schema[], speaking: ReadonlySet<string>): string | undefined {
	const named = forms.flatMap(({ $ref, items }) => [$ref, items?.$ref]);
	return named.find((each) => each !== undefined && speaking.has(each));
}
