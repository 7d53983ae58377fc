import type { Change } from './compare';
import type { ChangeList } from './lists';
import type { ReadThing } from './read-list';
import { isOn } from './snapshot';

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
			const came = isMade && (isOn(thing.mark) || thing.wasOn) ? state?.comes : undefined;
			const went = !isOn(thing.mark) && thing.wasOn ? state?.goes : undefined;
			const actions = [isMade ? 'created' : 'updated', came, went];
			return {
				entity,
				id: thing.id,
				actions: actions.filter((action) => action !== undefined),
				mark: thing.mark,
			};
		});
}
