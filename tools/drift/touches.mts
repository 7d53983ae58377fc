import { type List, lists } from '../../nodes/Clockodo/table/lists.js';
import { callsOf, nodeChoices, tagOf } from '../../nodes/Clockodo/table/operations.js';
import { resources } from '../../nodes/Clockodo/table/resources/index.js';
import { entities } from '../../src/clockodo/entities.js';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { handlers } from '../../sandbox/resources/table.mjs';
import { scenarios } from '../../sandbox/client/scenarios.mjs';
import { overrides } from '../generate/overrides.mjs';
import { references } from '../generate/schemas.mjs';
import type { Change } from './compare.mjs';
import type { Stated } from './stated.mjs';

/** What of this package an event touches, one line each. */
export function eventTouches({ kind, name }: Change): string[] {
	const [entityName, action = ''] = name.split('.');
	const entity = entities.find((each) => each.name === entityName);
	if (kind === 'appeared') {
		return entity
			? [
					`src/clockodo/entities.ts: ${action} is a new action of ${entityName} (moreActions), its words in events.ts`,
					'sandbox/client/scenarios.mts: a way to cause it',
				]
			: [
					`src/clockodo/entities.ts: ${entityName} is a new entity, with the operation that fetches it`,
					'sandbox/client/scenarios.mts: a way to cause it',
				];
	}
	return [
		'src/clockodo/entities.ts: the trigger offers it',
		...(Object.hasOwn(scenarios, name) ? ['sandbox/client/scenarios.mts: it is caused there'] : []),
	];
}

/** What of this package an operation touches, one line each. */
export function operationTouches({ kind, name }: Change, { operations }: Stated): string[] {
	if (kind === 'appeared') return newcomerTouches(name, operations);
	const offered = sending((id) => id === name);
	const fetched = entities.filter(({ operationId }) => operationId === name);
	const listed = Object.entries<List>(lists).filter(
		([, { operation, besides }]) => operation().id === name || besides?.operation().id === name,
	);
	const touches = [
		...offered.map(({ resource, choice }) => `node: ${resource} → ${choice}`),
		...fetched.map((entity) => `trigger: fetches ${entity.label} for its events`),
		...listed.map(([list]) => `drop-down: ${list}`),
		...(Object.hasOwn(handlers, name) ? ['sandbox: serves it'] : []),
		...(Object.hasOwn(overrides.answers, name)
			? ['tools/generate/overrides.mts: its answer is stated there']
			: []),
		...(overrides.once.includes(name)
			? ['tools/generate/overrides.mts: it is never sent twice']
			: []),
	];
	return touches.length > 0 ? touches : ['nothing but the table: the node does not offer it'];
}

function newcomerTouches(name: string, operations: Stated['operations']): string[] {
	const { tag, method, path } = operations.find(({ id }) => id === name) ?? {};
	const resource = resources.find((each) => tagOf(each) === tag);
	const isOlder = (operation: Operation) =>
		operation.method === method &&
		withoutVersion(operation.path) === withoutVersion(path ?? '') &&
		operation.path !== path;
	const older = nodeChoices
		.flatMap((choice) => callsOf(choice).map((operation) => ({ ...named(choice), operation })))
		.find(({ operation }) => isOlder(operation));
	return [
		...(older
			? [
					`node: a newer version of ${older.operation.id}, which ${older.resource} → ${older.choice} sends`,
				]
			: []),
		resource
			? `node: ${resource.name} (nodes/Clockodo/table/resources) may offer it`
			: `node: no resource has the tag ${String(tag)} yet`,
		'sandbox/resources: its behaviour',
	];
}

const withoutVersion = (path: string): string => path.replace(/^\/v\d+\//, '/');

/** The operations of the node, by their words, that send such a request; acts send several. */
function sending(matches: (operationId: string) => boolean) {
	return nodeChoices.filter((each) => callsOf(each).some(({ id }) => matches(id))).map(named);
}

const named = ({ resource, choice }: (typeof nodeChoices)[number]) => ({
	resource: resource.name,
	choice: choice.name,
});

/** What of this package a model or an enum touches: what speaks of it, in either state of the API. */
export function schemaTouches({ name }: Change, states: readonly Stated[]): string[] {
	const operations = new Set(states.flatMap((state) => speaking(name, state)));
	const offered = sending((id) => operations.has(id));
	const byResource = new Map<string, string[]>();
	for (const { resource, choice } of offered) {
		byResource.set(resource, [...(byResource.get(resource) ?? []), choice]);
	}
	const fetched = entities.filter(({ operationId }) => operations.has(operationId));
	return [
		...[...byResource].map(([resource, choices]) => `node: ${resource} → ${choices.join(', ')}`),
		...fetched.map(({ label }) => `trigger: the resource of ${label} events`),
	];
}

/** The operations whose request or answer speaks of a model or an enum, itself or through others. */
function speaking(name: string, { operations, models }: Stated): string[] {
	const names = new Set([name]);
	// A Set gives what is added while it is walked: the models that speak of models.
	for (const wanted of names) {
		for (const [model, schema] of Object.entries(models)) {
			if (references(schema).includes(wanted)) names.add(model);
		}
	}
	return operations
		.filter((operation) =>
			references(operation as unknown as Schema).some((each) => names.has(each)),
		)
		.map(({ id }) => id);
}
