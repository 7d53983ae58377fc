import { remember } from '../clockodo/newest';

/** What this process knows of the looks of its triggers, for the setup page. */
export interface KnownLooks {
	/** When the last look ended well, in milliseconds since 1970. */
	lastAt?: number;
	/** When the next one begins. */
	nextAt?: number;
	/** How many changes were found since n8n was started. */
	found: number;
	/** How many of them no webhook had told. */
	untold: number;
	/** Why the last look found nothing, or what is odd. */
	problem?: { message: string; at: number };
}

/** So many events in a row that only a look has found mean that their webhook is off. */
export const silentAfter = 3;

/** So many in a row, and when the first of them was found. */
interface Row {
	count: number;
	since: number;
}

interface Listened {
	looks: KnownLooks;
	/** For each event that a webhook has told: how many a look has found since. */
	untoldInARow: Map<string, Row>;
}

const triggersAtMost = 1_000;
const byTrigger = new Map<string, Listened>();

function listened(trigger: string): Listened {
	const known = byTrigger.get(trigger) ?? {
		looks: { found: 0, untold: 0 },
		untoldInARow: new Map<string, Row>(),
	};
	remember(byTrigger, trigger, known, triggersAtMost);
	return known;
}

/** What is known of the trigger's looks; undefined where this process does not look for it. */
export function knownLooks(trigger: string): KnownLooks | undefined {
	return byTrigger.get(trigger)?.looks;
}

/** Changes what is known of the trigger's looks. */
export function noteLook(trigger: string, news: Partial<KnownLooks>): void {
	Object.assign(listened(trigger).looks, news);
}

/** Notes that a look has found so many changes. */
export function noteFoundChanges(trigger: string, count: number): void {
	listened(trigger).looks.found += count;
}

/** Forgets the trigger's looks: it is not published any more. */
export function forgetLooks(trigger: string): void {
	byTrigger.delete(trigger);
}

/** Notes that a webhook has told an event. */
export function noteTold(trigger: string, eventName: string): void {
	listened(trigger).untoldInARow.set(eventName, { count: 0, since: 0 });
}

/**
 * Notes that a look has found an event that no webhook had told.
 *
 * @param now milliseconds since 1970
 */
export function noteUntold(trigger: string, eventName: string, now: number): void {
	const { looks, untoldInARow } = listened(trigger);
	looks.untold++;
	const row = untoldInARow.get(eventName);
	if (row) untoldInARow.set(eventName, { count: row.count + 1, since: row.since || now });
}

/** Milliseconds for which a webhook may be slower than a look. */
const latest = 60_000;

/**
 * Events whose webhook has told some, and of late none of those that looks have found.
 *
 * @param now milliseconds since 1970
 */
export function silentEvents(trigger: string, now: number): string[] {
	// To ask is no look: the page of a process that does not look must not say that it does.
	const untoldInARow = byTrigger.get(trigger)?.untoldInARow ?? new Map<string, Row>();
	return [...untoldInARow]
		.filter(([, { count, since }]) => count >= silentAfter && now - since >= latest)
		.map(([name]) => name);
}
