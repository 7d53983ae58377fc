import { findModel } from '../../src/clockodo/models/index.mjs';
import { additionsBeside } from '../../src/clockodo/readable/in-words.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { ownValue } from '../../src/clockodo/values.js';
import { versions as triggerVersions } from '../../nodes/ClockodoTrigger/description.js';
import type { EventItem } from '../../src/webhook/enrich.js';
import { actItems } from '../../nodes/Clockodo/call/acts/items.mjs';
import {
	canSimplify,
	isAct,
	modelsOf,
	nodeChoices,
	simpleFields,
	type NodeAct,
	type NodeOperation,
} from '../../nodes/Clockodo/table/operations.js';

/** A schema as n8n's editor reads it: types and properties alone. */
export interface OutputSchema {
	type?: string;
	version?: number;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

const folder = 'nodes/Clockodo/__schema__/v1.0.0';

/**
 * What the nodes give, by the path of the file in the package in which n8n looks for it: the editor
 * shows these fields before the first run. `npm run build` writes them beside the compiled nodes.
 */
export function outputSchemas(): Map<string, OutputSchema> {
	const operations = nodeChoices.map((each): [string, OutputSchema] => [
		`${folder}/${each.resource.value}/${each.choice.value}.json`,
		schemaOf(each),
	]);
	const all: Array<[string, OutputSchema]> = [
		...operations,
		[`${folder}/event/getResource.json`, { type: 'object', properties: eventFields }],
		...triggerVersions.map((version): [string, OutputSchema] => [
			`nodes/ClockodoTrigger/__schema__/v${version}.0.json`,
			{ type: 'object', properties: itemFields },
		]),
	];
	return new Map(all.map(([path, schema]) => [path, { ...schema, version: 1 }]));
}

const text = { type: 'string' };
const integer = { type: 'integer' };

/** Of an event the entity is not known before: its resource is shown by the ID alone. */
const eventFields = {
	event_name: text,
	entity: text,
	action: text,
	resource_id: integer,
	resource_status: text,
	resource: { type: 'object', properties: { id: integer } },
};

/** The fields that a type names, without those that an index signature allows. */
type NamedFields<Item> = keyof {
	[Field in keyof Item as string extends Field
		? never
		: number extends Field
			? never
			: Field]: true;
};

/** The trigger's item. */
const itemFields: Record<NamedFields<EventItem>, OutputSchema> = {
	...eventFields,
	source: text,
	occurred_at: text,
	received_at: text,
	subscription_id: integer,
	company_id: integer,
	payload: { type: 'object', properties: {} },
};

function schemaOf(each: NodeOperation | NodeAct): OutputSchema {
	const { choice } = each;
	if (!isAct(each) && choice.value === 'delete') {
		return { type: 'object', properties: { deleted: { type: 'boolean' } } };
	}
	const schema = isAct(each) ? actSchema(each) : plain(each.operation.answer.of);
	if (!canSimplify(each) || !schema.properties) return schema;
	const names = simpleFields(each).filter((name) => schema.properties?.[name]);
	const properties = Object.fromEntries(
		names.map((name) => [name, schema.properties?.[name] ?? {}]),
	);
	return { type: 'object', properties };
}

function actSchema(each: NodeAct): OutputSchema {
	return modelsOf(each).reduce(inWords, plain(actItems[each.act](each)));
}

/**
 * References followed, forms of one thing laid over each other, null left out.
 *
 * @param seen models on the way here: a rate holds rates, which end there
 */
function plain(schema: Schema, seen: readonly string[] = []): OutputSchema {
	if (schema.$ref) {
		if (seen.includes(schema.$ref)) return { type: 'object', properties: {} };
		return inWords(plain(findModel(schema.$ref), [...seen, schema.$ref]), schema.$ref);
	}
	if (schema.oneOf) return together(schema.oneOf.map((each) => plain(each, seen)));
	const types = ([] as string[]).concat(schema.type ?? (schema.properties ? 'object' : []));
	const type = types.find((each) => each !== 'null') ?? 'null';
	if (type === 'array') return { type, items: plain(schema.items ?? {}, seen) };
	if (type !== 'object') return { type };
	const properties = Object.entries(schema.properties ?? {}).map(
		([name, inner]) => [name, plain(inner, seen)] as const,
	);
	return { type, properties: Object.fromEntries(properties) };
}

/** With the fields that 'Add Names and Labels' adds, each behind the field that it says in words. */
function inWords(schema: OutputSchema, model: string): OutputSchema {
	const { properties } = schema;
	if (!properties) return schema;
	const pairs = Object.entries(properties).flatMap(([field, its]) => [
		[field, its] as const,
		...additionsBeside(model, field)
			.filter(({ name }) => !Object.hasOwn(properties, name))
			.map(({ name, type }) => [name, additionSchemas[type]] as const),
	]);
	return { ...schema, properties: Object.fromEntries(pairs) };
}

const additionSchemas = {
	string: text,
	number: { type: 'number' },
	texts: { type: 'array', items: text },
} satisfies Record<string, OutputSchema>;

function together(forms: OutputSchema[]): OutputSchema {
	const real = forms.filter(({ type }) => type !== 'null');
	const objects = real.flatMap(({ properties }) => (properties ? [properties] : []));
	if (objects.length === 0) return real[0] ?? { type: 'null' };
	const properties: Record<string, OutputSchema> = {};
	for (const [name, schema] of objects.flatMap(Object.entries) as Array<[string, OutputSchema]>) {
		// A field that one form does not have is null there.
		if ((ownValue(properties, name)?.type ?? 'null') === 'null') properties[name] = schema;
	}
	return { type: 'object', properties };
}
