import type { EntityName } from '../../src/clockodo/entities.js';
import type { StoredRecord } from '../store/data.mjs';
import type { Collection, Store } from '../store/store.mjs';
import { isoSeconds } from '../store/time.mjs';
import type { Deliveries } from '../webhooks/deliveries.mjs';
import type { Webhooks } from '../webhooks/webhooks.mjs';
import { RecentEvents } from './recent-events.mjs';

/** Where the records of each entity are in the store. */
export const entityCollections: Readonly<Record<EntityName, string>> = {
	user: 'users',
	absence: 'absences',
	customer: 'customers',
	project: 'projects',
	subproject: 'subprojects',
	service: 'services',
	team: 'teams',
	lump_sum_service: 'lumpSumServices',
	holidays_carry: 'holidaysCarry',
	holidays_quota: 'holidaysQuota',
	overtime_carry: 'overtimeCarry',
	nonbusiness_group: 'nonbusinessGroups',
	work_time_change_request: 'changeRequests',
	entry: 'entries',
};

/**
 * The account that the sandbox plays: its data, and the events that changes of them fire.
 *
 * Guessed: that the key's user sees everything but what is said elsewhere. Seen: the vendor hides what
 * a user may not see, and writes -1 in its place; the sandbox does neither.
 */
export class Company {
	readonly recent = new RecentEvents();

	constructor(
		readonly store: Store,
		private readonly deliveries: Deliveries,
		readonly webhooks: Webhooks,
	) {}

	get id(): number {
		return this.store.data.company.id;
	}

	records<T extends StoredRecord = StoredRecord>(collection: string): Collection<T> {
		return this.store.collection<T>(collection);
	}

	/**
	 * Tells the webhooks that something happened to a record.
	 * @param record as it was, where it is gone
	 */
	emit(entity: EntityName, action: string, id: number, record?: StoredRecord): void {
		this.recent.note(entity, action, id);
		const resource = record ?? this.records(entityCollections[entity]).find(id);
		this.publish(`${entity}.${action}`, id, { [entity]: { id } }, resource);
	}

	/**
	 * Sends an event to the webhooks that listen to it.
	 * @param id of the record that it speaks of
	 * @param resource that record, where the payload is about to show all of it
	 */
	publish(
		eventName: string,
		id: number,
		payload: Record<string, unknown>,
		resource?: StoredRecord,
	): void {
		this.deliveries.publish({
			event_name: eventName,
			occurred_at: isoSeconds(),
			resource_id: id,
			payload,
			resource,
		});
	}
}
