import { passedStates, type Change } from './compare';
import type { ChangeList } from './lists';
import type { ReadThing } from './read-list';

/**
 * The changes that things tell of themselves by their own times: for a look that has lost what it
 * would compare with. Only entries, change requests and a few others have such times.
 *
 * @param since milliseconds since 1970
 */
export function recentChanges(
	{ entity, state }: ChangeList,
	things: ReadonlyMap<number, ReadThing>,
	since: number,
): Change[] {
	return [...things.values()]
		.filter(({ changedAt = 0, madeAt = 0 }) => Math.max(changedAt, madeAt) >= since)
		.sort((one, other) => one.id - other.id)
		.map((thing) => {
			const isMade = (thing.madeAt ?? 0) >= since;
			const { came, went } = passedStates(state, thing);
			const actions = isMade ? ['created', came, went] : ['updated', went];
			return {
				entity,
				id: thing.id,
				actions: actions.filter((action) => action !== undefined),
				mark: thing.mark,
			};
		});
}
