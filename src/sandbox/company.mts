import type { EntityName } from '../clockodo/entities.js';
import type { Collection, Resource, Store } from './store.mjs';
import { isoSeconds } from './time.mjs';
import type { Deliveries } from './webhooks/deliveries.mjs';
import type { Webhooks } from './webhooks/webhooks.mjs';
import { plans } from './webhooks/plans.mjs';

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

	rows<T extends Resource = Resource>(collection: string): Collection<T> {
		return this.store.collection<T>(collection);
	}

	/** Tells the webhooks that something happened to a resource. */
	emit(entity: EntityName, action: string, id: number): void {
		this.deliveries.publish({
			event_name: `${entity}.${action}`,
			occurred_at: isoSeconds(),
			resource_id: id,
			payload: { [entity]: { id } },
		});
	}

	/**
	 * Tells that a budget's use crossed a threshold, once for each threshold and budget.
	 * @param threshold in percent
	 */
	emitThreshold(type: 'projectBudget' | 'subprojectBudget', id: number, threshold: number): void {
		const { plan, toldThresholds } = this.store.data;
		const key = `${type}:${id}:${threshold}`;
		if (!plans[plan].budgetNotifications || toldThresholds.includes(key)) return;
		toldThresholds.push(key);
		this.store.changed();
		this.deliveries.publish({
			event_name: 'project.budget_notification',
			occurred_at: isoSeconds(),
			resource_id: id,
			payload: { id, type, threshold },
		});
	}
}
