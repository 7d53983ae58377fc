import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../src/clockodo/client';
import { entities, findEntity } from '../../../src/clockodo/entities';
import { fetchResource } from '../../../src/clockodo/fetch-resource';
import { readableResource, type MakeReadable } from '../../../src/clockodo/readable/readable';
import { subjectOf, type Subject } from '../../../src/clockodo/subject';
import { isRecord, isResourceId, jsonIfText } from '../../../src/clockodo/values';
import { ValueError } from './values';

/**
 * What a notification speaks of, as it is now: by the same fetcher as the trigger's.
 *
 * @param makeReadable adds names and labels to it, where they are wanted
 * @throws ValueError where the notification has no event or no ID
 */
export async function resourceOfEvent(
	api: Api,
	raw: unknown,
	makeReadable?: MakeReadable,
): Promise<IDataObject> {
	const notification = notificationIn(raw);
	const subject = subjectIn(notification);
	const entity = findEntity(subject.entity);
	if (!entity) {
		const known = entities.map(({ name }) => name).join(', ');
		throw new ValueError(
			`Notification: '${subject.entity}' is not something that can be fetched. Known are ${known}.`,
		);
	}
	const fetched = await fetchResource(api, entity, subject.id);
	const { resource } = fetched;
	return {
		event_name: String(notification.event_name),
		entity: entity.name,
		action: subject.action,
		resource_id: subject.id,
		resource_status: fetched.resource_status,
		resource: makeReadable ? await readableResource(makeReadable, entity.name, resource) : resource,
	};
}

/** The notification itself: the Webhook node puts it into `body`, and an expression may give text. */
function notificationIn(raw: unknown): Record<string, unknown> {
	const value = jsonIfText(raw);
	const inner = isRecord(value) && isRecord(value.body) && !value.event_name ? value.body : value;
	if (isRecord(inner) && typeof inner.event_name === 'string') return inner;
	throw new ValueError(
		'Notification: there is no event_name in it. Use an item of the Clockodo Trigger or of the Webhook node.',
	);
}

function subjectIn(notification: Record<string, unknown>): Subject {
	const event_name = String(notification.event_name);
	const payload = isRecord(notification.payload) ? notification.payload : notification;
	const subject = subjectOf({ event_name, payload });
	if (subject) return subject;
	const [entity = '', action = ''] = event_name.split('.');
	const id = Number(notification.resource_id);
	if (isResourceId(id)) return { entity, action, id };
	throw new ValueError(
		`Notification: there is no ID in it. It stands in payload.${entity}.id, or in resource_id.`,
	);
}
