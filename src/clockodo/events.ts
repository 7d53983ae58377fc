import { entities, type EntityName } from './entities';

/** One of the 47 events that a Clockodo webhook can be created for. */
export interface ClockodoEvent {
	/** The vendor's name (`entry.stopped`). */
	name: string;
	entity: EntityName;
	/** The part behind the dot (`stopped`). */
	action: string;
	/** For people: `Entry Stopped`. */
	label: string;
	description: string;
}

/** What happened, in words that stand behind the entity's own (`An entry` + `was changed`). */
const actions: Record<string, { label: string; words: string }> = {
	created: { label: 'Created', words: 'was created' },
	updated: { label: 'Updated', words: 'was changed' },
	deleted: { label: 'Deleted', words: 'was deleted' },
	approved: { label: 'Approved', words: 'was approved' },
	completed: { label: 'Completed', words: 'was completed' },
	started: { label: 'Started', words: 'was started with the stopwatch' },
	stopped: { label: 'Stopped', words: 'was stopped with the stopwatch' },
	budget_notification: {
		label: 'Budget Notification',
		words: 'or one of its subprojects crossed a threshold of its budget',
	},
};

/** @throws for an action that has no words yet: its events would be shown by their technical names */
function wordsFor(action: string) {
	const words = actions[action];
	if (!words) throw new Error(`There are no words for the action '${action}'`);
	return words;
}

/** Every event, entity by entity, in the order of the entities' table. */
export const events: readonly ClockodoEvent[] = entities.flatMap((entity) =>
	['created', 'updated', 'deleted', ...(entity.moreActions ?? [])].map((action) => ({
		name: `${entity.name}.${action}`,
		entity: entity.name,
		action,
		label: `${entity.label} ${wordsFor(action).label}`,
		description: `${entity.sentenceStart} ${wordsFor(action).words}`,
	})),
);

const byName = new Map(events.map((event) => [event.name, event]));

/** The event of that name, or undefined where Clockodo has no such event. */
export function findEvent(name: string): ClockodoEvent | undefined {
	return byName.get(name);
}
