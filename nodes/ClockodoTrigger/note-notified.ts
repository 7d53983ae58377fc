import type { IExecuteFunctions } from 'n8n-workflow';
import { handedOnOf, remembersSince } from '../../src/changes/handed-on';
import { noteTold } from '../../src/changes/known-looks';
import { millisecondsOf } from '../../src/changes/lists';
import { askWhetherFound, notifiedKey, toldKeys } from '../../src/changes/told-keys';
import { wasFoundBefore } from '../../src/changes/verdict';
import { recordEvent, repeatKey } from '../../src/webhook/duplicates';
import type { EventItem } from '../../src/webhook/enrich';
import type { Notification } from '../../src/webhook/notification';
import { isLooking } from './look-settings';
import { executionOf, isWorker, note, toldEventOf } from './remember';
import { triggerName } from './webhook-context';

/**
 * Notes what a webhook has told, and says whether it is news for the flow: no repeat of what an
 * execution has handed on, and nothing that a look has found before.
 *
 * @param askedAt when the resource was asked for, in milliseconds since 1970
 */
export async function noteNotified(
	context: IExecuteFunctions,
	notification: Notification,
	event: EventItem,
	{ askedAt, deduplicate }: { askedAt: number; deduplicate: boolean },
): Promise<boolean> {
	const looks = isLooking(context);
	const execution = executionOf(context, looks);
	const state = [event.resource_status, event.resource];
	const key = deduplicate ? repeatKey(notification, state) : undefined;
	if (!looks) return !(await recordEvent({ key }, execution)).isRepeat;
	const told = toldEventOf(event);
	const trigger = triggerName(context);
	const occurredAt = millisecondsOf(notification.occurred_at);
	noteTold(trigger, event.event_name);
	// A process that receives looks as well, and remembers what looks have found since it was started.
	const isRemembered = !isWorker(execution) && (occurredAt ?? 0) >= remembersSince();
	const mayBeFound = deduplicate && !isRemembered;
	const whether = mayBeFound ? askWhetherFound(told, occurredAt, Date.now()) : [];
	const sent = [event.event_name, event.resource_id, notification.occurred_at];
	const [worked, dropped] = [notifiedKey('worked', ...sent), notifiedKey('dropped', ...sent)];
	// Asking costs a query, and only a retry may have been worked on before.
	const asks = execution.letThrough ? [...whether, worked, dropped] : whether;
	const also = [...toldKeys(told, askedAt), worked];
	const { isRepeat, known } = await recordEvent({ key, also, asks }, execution);
	if (isRepeat) return false;
	const handedOn = handedOnOf(trigger, event.entity, event.resource_id);
	// What was worked on before, be it cut off, ends as it did then.
	const wasFound = known.has(worked)
		? known.has(dropped)
		: whether.some((each) => known.has(each)) ||
			wasFoundBefore(handedOn, event.event_name, told.state, occurredAt);
	const isNews = !(deduplicate && wasFound);
	if (isNews) note(trigger, event, askedAt, false);
	else await recordEvent({ also: [dropped] }, execution);
	return isNews;
}
