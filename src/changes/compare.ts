import type { EntityName } from '../clockodo/entities';
import type { ChangeList, Window } from './lists';
import type { ReadThing } from './read-list';
import { isHiding, isOn, type Mark, type SeenList } from './snapshot';

/** What has happened to a thing between two looks. */
export interface Change {
	entity: EntityName;
	id: number;
	/** In the order in which they happened: `created`, `started`. */
	actions: string[];
	/** Its mark now; undefined where it is gone, or does not belong to the window any more. */
	mark?: Mark;
}

/** What a comparison gives. */
export interface Comparison {
	changes: Change[];
	/** IDs that are not in the list any more, of a list with a window: deleted, or moved out of it. */
	missing: number[];
	/** What the next look compares with, once all changes have been told. */
	seen: SeenList;
	/** Things that are gone, all at once, are so many that it is rather a right that was lost. */
	isDoubtful: boolean;
}

/** A list that has more things is doubted when more than this part of it is gone at once. */
const fewThings = 20;
const doubtfulPart = 1 / 5;

/** Milliseconds by which the clocks of the API and of n8n may differ. */
const clockDifference = 60_000;

/**
 * Compares what a look has read with what the look before has seen. Without one, everything is
 * learnt and nothing told.
 *
 * @param since when the look before began, in milliseconds since 1970
 */
export function compare(
	list: ChangeList,
	base: SeenList | undefined,
	things: ReadonlyMap<number, ReadThing>,
	window: Window,
	since: number,
): Comparison {
	const seen = seenIn(things, window, base);
	if (!base) return { changes: [], missing: [], seen, isDoubtful: false };
	const gone = [...base.marks.keys()].filter((id) => !things.has(id));
	const isDoubtful = base.marks.size > fewThings && gone.length > base.marks.size * doubtfulPart;
	const hasWindow = list.reach !== 'all';
	return {
		changes: [
			...appeared(list, base, things, since),
			...changed(list, base, seen, things, since),
			...(hasWindow ? [] : gone.map((id) => goneChange(list, id))),
		],
		missing: hasWindow ? gone : [],
		seen,
		isDoubtful,
	};
}

/** What has become of a thing that is missing in a list with a window. */
export function missingChange(list: ChangeList, id: number, isThere: boolean): Change {
	// It was moved out of the window: its times were changed.
	return isThere ? { entity: list.entity, id, actions: ['updated'] } : goneChange(list, id);
}

const goneChange = ({ entity }: ChangeList, id: number): Change => ({
	entity,
	id,
	actions: ['deleted'],
});

function seenIn(
	things: ReadonlyMap<number, ReadThing>,
	window: Window,
	base: SeenList | undefined,
): SeenList {
	const marks = new Map<number, Mark>();
	const hidden = new Set<string>();
	let highest = base?.highest ?? 0;
	for (const [id, thing] of things) {
		highest = Math.max(highest, id);
		if (!thing.inWindow) continue;
		marks.set(id, thing.mark);
		for (const name of thing.hidden) hidden.add(name);
	}
	return { window, highest, hidden: [...hidden].sort(), marks };
}

function appeared(
	list: ChangeList,
	base: SeenList,
	things: ReadonlyMap<number, ReadThing>,
	since: number,
): Change[] {
	return [...things.values()]
		.filter(({ id }) => !base.marks.has(id))
		.sort((one, other) => one.id - other.id)
		.flatMap((thing): Change[] => {
			const actions = actionsOfNew(list, base, thing, since);
			const mark = thing.inWindow ? { mark: thing.mark } : {};
			return actions.length > 0 ? [{ entity: list.entity, id: thing.id, actions, ...mark }] : [];
		});
}

function actionsOfNew(
	{ reach, state }: ChangeList,
	base: SeenList,
	thing: ReadThing,
	since: number,
): string[] {
	const isRecent = thing.madeAt === undefined || thing.madeAt >= since - clockDifference;
	const isAbove = thing.id > base.highest && (thing.inBase || isRecent);
	const isMade = reach === 'all' || isAbove || (thing.madeAt !== undefined && isRecent);
	// Older ones come into sight because the window has moved, or because their own times were changed.
	if (!isMade) return thing.inBase ? ['updated'] : [];
	const { came, went } = passedStates(state, thing);
	return ['created', came, went].filter((action) => action !== undefined);
}

/** The actions that tell of the state in which a thing is, or was before it was seen first. */
export function passedStates(
	state: ChangeList['state'],
	{ mark, wasOn }: ReadThing,
): { came?: string; went?: string } {
	return {
		came: isOn(mark) || wasOn ? state?.comes : undefined,
		went: !isOn(mark) && wasOn ? state?.goes : undefined,
	};
}

function changed(
	list: ChangeList,
	base: SeenList,
	seen: SeenList,
	things: ReadonlyMap<number, ReadThing>,
	since: number,
): Change[] {
	const others = [...base.marks].flatMap(([id, before]) => {
		const thing = things.get(id);
		return thing && thing.mark !== before ? [{ before, thing }] : [];
	});
	const areRights = rightsIn(base, seen, others.length);
	return others.flatMap(({ before, thing }): Change[] => {
		const { id, mark, changedAt = 0, inWindow } = thing;
		// What says of itself that it was changed was changed, whatever the rights.
		if (changedAt < since - clockDifference && areRights(before, thing)) return [];
		const [was, is] = [isOn(before), isOn(mark)];
		const came = is && !was ? list.state?.comes : undefined;
		const went = was && !is ? list.state?.goes : undefined;
		const actions = [came, went, 'updated'].filter((action) => action !== undefined);
		return [{ entity: list.entity, id, actions, ...(inWindow && { mark }) }];
	});
}

/** Tells whether a thing looks different because the user of the key may see more or less of it. */
function rightsIn(base: SeenList, seen: SeenList, others: number) {
	const newlyHidden = new Set(seen.hidden.filter((name) => !base.hidden.includes(name)));
	const isMoreVisible = base.hidden.some((name) => !seen.hidden.includes(name));
	// Of what was hidden and still is in part, only how many are different says why.
	const areMany = isMoreVisible && others > base.marks.size * doubtfulPart;
	return (before: Mark, { mark, hidden }: ReadThing): boolean =>
		isHiding(before) !== isHiding(mark) ||
		hidden.some((name) => newlyHidden.has(name)) ||
		(areMany && isHiding(before));
}

/** The state in which the changes have been told and nothing else has moved: the base of those that are still to be told. */
export function advanced(base: SeenList, changes: readonly Change[]): SeenList {
	const marks = new Map(base.marks);
	let { highest } = base;
	for (const { id, mark } of changes) {
		if (mark === undefined) marks.delete(id);
		else marks.set(id, mark);
		highest = Math.max(highest, id);
	}
	return { ...base, highest, marks };
}
