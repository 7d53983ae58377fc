import type { EntityName } from '../../src/clockodo/entities.js';
import type { BudgetOwnerType } from './budgets.mjs';
import type { Collection, StoredRecord, Store } from '../store/store.mjs';
import { isoSeconds } from '../store/time.mjs';
import type { Deliveries } from '../webhooks/deliveries.mjs';
import type { Webhooks } from '../webhooks/webhooks.mjs';
import { plans } from '../store/plans.mjs';

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
	emitThreshold(type: BudgetOwnerType, id: number, threshold: number): void {
		const { plan, toldThresholds } = this.store.data;
		if (!plans[plan].budgetNotifications || this.wasThresholdTold(type, id, threshold)) return;
		toldThresholds.push(thresholdKey(type, id, threshold));
		this.store.changed();
		this.deliveries.publish({
			event_name: 'project.budget_notification',
			occurred_at: isoSeconds(),
			resource_id: id,
			payload: { id, type, threshold },
		});
	}

	wasThresholdTold(type: BudgetOwnerType, id: number, threshold: number): boolean {
		return this.store.data.toldThresholds.includes(thresholdKey(type, id, threshold));
	}
}

function thresholdKey(type: BudgetOwnerType, id: number, threshold: number): string {
	return `${type}:${id}:${threshold}`;
}
