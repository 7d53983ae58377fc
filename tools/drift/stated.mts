import type { ClockodoEnum } from '../../src/clockodo/enum.js';
import { enums } from '../../src/clockodo/enums.js';
import { events } from '../../src/clockodo/events.js';
import { models } from '../../src/clockodo/models/index.mjs';
import type { Operation } from '../../src/clockodo/operation.js';
import { operations } from '../../src/clockodo/operations/index.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { enumsOf } from '../generate/enums.mjs';
import { modelsOf } from '../generate/models.mjs';
import { references } from '../generate/schemas.mjs';
import type { Description } from '../generate/source.mjs';
import { operationsOf } from '../generate/table.mjs';

/** What is said of the API, in the form of this package's tables. */
export interface Stated {
	/** Names of events, such as `entry.stopped`. */
	events: readonly string[];
	operations: readonly Operation[];
	models: Readonly<Record<string, Schema>>;
	enums: Readonly<Record<string, ClockodoEnum>>;
	/** What `npm run generate` could not take as it is, one sentence each. */
	problems: readonly string[];
}

/** What this package's tables say. */
export const inPackage: Stated = {
	events: events.map(({ name }) => name),
	operations: operations(),
	models,
	enums,
	problems: [],
};

/** What a description says, read as `npm run generate` reads it, but further than to the first problem. */
export function statedIn(description: Description): Stated {
	const { list, openApi } = description;
	const problems: string[] = [];
	const read = <Result,>(action: () => Result, otherwise: Result): Result => {
		try {
			return action();
		} catch (error) {
			problems.push(error instanceof Error ? error.message : String(error));
			return otherwise;
		}
	};
	const found = list.operations.flatMap((each) => {
		const alone = { openApi, list: { ...list, operations: [each] } };
		return read(() => operationsOf(alone), []);
	});
	const byTag = read(() => modelsOf(description, found), new Map<string, Record<string, Schema>>());
	const foundModels: Record<string, Schema> = Object.assign({}, ...byTag.values());
	const used = new Set([
		...found.flatMap((operation) => references(operation as unknown as Schema)),
		...Object.values(foundModels).flatMap(references),
	]);
	return {
		events: Object.keys(openApi.webhooks ?? {}).map(eventName),
		operations: found,
		models: foundModels,
		enums: read(() => enumsOf(description, used), {}),
		problems,
	};
}

/** The document has `entry_stopped` for `entry.stopped`; entities have underscores of their own. */
function eventName(webhook: string): string {
	const known = inPackage.events.find((name) => name.replace('.', '_') === webhook);
	return known ?? webhook.replace(/_([a-z]+)$/, '.$1');
}
