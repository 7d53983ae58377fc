import type { EntityName } from '../../src/clockodo/entities.js';
import type { StoredRecord } from '../store/data.mjs';
import type { Collection, Store } from '../store/store.mjs';
import { isoSeconds } from '../store/time.mjs';
import type { Deliveries } from '../webhooks/deliveries.mjs';
import type { Webhooks } from '../webhooks/webhooks.mjs';

/** The account that the sandbox plays: its data, and the events that changes of them fire. */
export class Company {
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

	/** Tells the webhooks that something happened to a record. */
	emit(entity: EntityName, action: string, id: number): void {
		this.publish(`${entity}.${action}`, id, { [entity]: { id } });
	}

	/** Sends an event to the webhooks that listen to it; `id` is that of the record it speaks of. */
	publish(eventName: string, id: number, payload: Record<string, unknown>): void {
		this.deliveries.publish({
			event_name: eventName,
			occurred_at: isoSeconds(),
			resource_id: id,
			payload,
		});
	}
}
