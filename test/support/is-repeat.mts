import { recordEvent, repeatKey, type EventExecution } from '../../src/webhook/duplicates.js';
import type { Notification } from '../../src/webhook/notification.js';

/** The test for repeats alone, without what looks record beside it. */
export async function isRepeat(
	notification: Notification,
	state: unknown,
	execution: EventExecution,
): Promise<boolean> {
	return (await recordEvent({ key: repeatKey(notification, state) }, execution)).isRepeat;
}
