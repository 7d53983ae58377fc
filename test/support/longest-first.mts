/** The order in which Jest takes test files: those first that `PARTS` names, so that none is worked on alone at the end. */
import { createRequire } from 'node:module';
import { basename } from 'node:path';

import { PARTS, type Part, type PartNeeds } from '../parts.mjs';

// Its types are those of the CommonJS form alone.
const { default: Sequencer } = createRequire(import.meta.url)(
	'@jest/test-sequencer',
) as typeof import('@jest/test-sequencer');

/** How early the file of this path is to be worked on: the lower, the earlier. */
export function rankOf(part: string, path: string): number {
	const { longest = [] }: PartNeeds = PARTS[part as Part];
	const rank = longest.indexOf(basename(path, '.test.mjs'));
	return rank < 0 ? longest.length : rank;
}

type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

export default class LongestFirst extends Sequencer {
	override async sort(tests: Tests): Promise<Tests> {
		const rank = ({ path, context }: Tests[number]) =>
			rankOf(context.config.displayName?.name ?? '', path);
		return (await super.sort(tests)).sort((one, other) => rank(one) - rank(other));
	}
}
