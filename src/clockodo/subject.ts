import { isRecord, toResourceId } from './values';

/** What an event speaks of. */
export interface Subject {
	/** An entity's name; one that this package does not know yet, where Clockodo has a new one. */
	entity: string;
	/** The part of the event's name behind the dot. */
	action: string;
	id: number;
}

/**
 * What an event speaks of, from its name and payload; undefined where the payload has no usable ID.
 * A budget's payload is flat, and its ID is the subproject's where the type says so (the webhook
 * bodies of the vendor's API description).
 */
export function subjectOf({
	event_name,
	payload,
}: {
	event_name: string;
	payload: Record<string, unknown>;
}): Subject | undefined {
	const [named = '', action = ''] = event_name.split('.');
	const inner = Object.hasOwn(payload, named) ? payload[named] : payload;
	const id = isRecord(inner) ? toResourceId(inner.id) : undefined;
	if (id === undefined) return undefined;
	return { entity: payload.type === 'subprojectBudget' ? 'subproject' : named, action, id };
}
