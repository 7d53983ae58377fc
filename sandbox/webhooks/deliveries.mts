import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryFault, Faults } from '../faults/faults.mjs';
import type { StoredWebhook, SendResult } from '../store/data.mjs';
import type { Store } from '../store/store.mjs';
import { isoSeconds } from '../store/time.mjs';
import { notificationOf, spoiltNotification, type EventMessage } from './notification.mjs';
import type { ProtocolBook } from './protocol.mjs';
import type { Sender } from './send.mjs';

/** In milliseconds. */
export interface DeliveryTimings {
	/** The pauses before the second, third, … try of a delivery: as many retries as there are pauses. */
	retryPauses: number[];
	/** How long a delivery that is to be reordered waits for another one to overtake it. */
	reorderWait: number;
}

interface Job extends EventMessage {
	faults: DeliveryFault[];
}

interface Queue {
	jobs: Job[];
	running: boolean;
	/** Wakes a reordered delivery that waits for another one. */
	wake?: () => void;
}

/**
 * Sends events to webhooks: to each webhook in order, one at a time, with retries;
 * the queues of the webhooks know nothing of each other.
 *
 * Guessed: the order, the retries, that a retry holds up what is behind it, that a delivery is given
 * up at last, and that the webhook stays active after that. Seen: one operator's webhook was switched
 * off, for no known cause; the sandbox switches none off.
 */
export class Deliveries {
	private readonly queues = new Map<number, Queue>();
	private readonly stop = new AbortController();
	private idleWaiters: Array<() => void> = [];

	constructor(
		private readonly store: Store,
		private readonly sender: Sender,
		private readonly protocol: ProtocolBook,
		private readonly faults: Faults,
		private readonly timings: DeliveryTimings,
	) {
		// Each webhook's delivery may wait at the same time.
		setMaxListeners(0, this.stop.signal);
	}

	/** Queues the event for every active webhook that listens to it. */
	publish(message: EventMessage): void {
		if (this.stop.signal.aborted) return;
		for (const webhook of this.store.collection<StoredWebhook>('webhooks').all()) {
			if (webhook.active && webhook.event_name === message.event_name) {
				this.enqueue(webhook.id, message);
			}
		}
	}

	/** How many deliveries wait or are under way. */
	pending(): number {
		return [...this.queues.values()].reduce(
			(sum, { jobs, running }) => sum + jobs.length + (running ? 1 : 0),
			0,
		);
	}

	/** Resolves when nothing waits any more. */
	async idle(): Promise<void> {
		if (this.pending() === 0) return;
		await new Promise<void>((resolve) => this.idleWaiters.push(resolve));
	}

	/** Forgets what waits for this webhook. */
	forget(webhookId: number): void {
		const queue = this.queues.get(webhookId);
		if (queue) queue.jobs = [];
	}

	/** Stops at once: what waits is not sent. */
	close(): void {
		for (const queue of this.queues.values()) queue.jobs = [];
		this.stop.abort();
	}

	private enqueue(webhookId: number, message: EventMessage): void {
		const faults = this.faults.takeForDelivery(message.event_name);
		if (faults.some(({ kind }) => kind === 'drop')) return;
		let queue = this.queues.get(webhookId);
		if (!queue) this.queues.set(webhookId, (queue = { jobs: [], running: false }));
		queue.jobs.push({ ...message, faults });
		queue.wake?.();
		if (!queue.running) void this.work(webhookId, queue);
	}

	private async work(webhookId: number, queue: Queue): Promise<void> {
		queue.running = true;
		for (let job = queue.jobs.shift(); job; job = queue.jobs.shift()) {
			if (has(job, 'reorder')) job = await this.overtaken(queue, job);
			await this.perform(webhookId, job);
		}
		this.queues.delete(webhookId);
		if (this.pending() === 0) {
			for (const resolve of this.idleWaiters.splice(0)) resolve();
		}
	}

	/** Lets the next delivery go first; the one that waited stands right behind it. */
	private async overtaken(queue: Queue, job: Job): Promise<Job> {
		if (queue.jobs.length === 0) {
			await Promise.race([
				this.pause(this.timings.reorderWait),
				new Promise<void>((resolve) => (queue.wake = resolve)),
			]);
			queue.wake = undefined;
		}
		const next = queue.jobs.shift();
		if (!next) return job;
		queue.jobs.unshift({ ...job, faults: job.faults.filter(({ kind }) => kind !== 'reorder') });
		return next;
	}

	private async perform(webhookId: number, job: Job): Promise<void> {
		for (const { kind, ms = 0 } of job.faults) if (kind === 'delay') await this.pause(ms);
		const times = has(job, 'duplicate') ? 2 : 1;
		for (let time = 0; time < times; time++) await this.deliver(webhookId, job);
	}

	private async deliver(webhookId: number, job: Job): Promise<void> {
		const attempts = this.timings.retryPauses.length + 1;
		const webhooks = this.store.collection<StoredWebhook>('webhooks');
		const url = webhooks.find(webhookId)?.url;
		for (let attempt = 1; attempt <= attempts; attempt++) {
			const webhook = webhooks.find(webhookId);
			// What was meant for the old URL is not sent to a new one.
			if (!webhook?.active || webhook.url !== url || this.stop.signal.aborted) return;
			const sent_at = isoSeconds();
			const { contentType, body } = spoiltNotification(
				notificationOf(webhook, this.store.data.company.id, job),
				job.faults,
				job.resource,
			);
			const result = await this.sender.send(
				{ method: 'POST', url: webhook.url, contentType, body: JSON.stringify(body) },
				this.stop.signal,
			);
			this.record(webhookId, job, attempt, sent_at, result);
			if (!result.error) return;
			const pause = this.timings.retryPauses.at(attempt - 1);
			if (pause !== undefined) await this.pause(pause);
		}
	}

	private record(id: number, job: Job, attempt: number, sent_at: string, result: SendResult) {
		const webhooks = this.store.collection<StoredWebhook>('webhooks');
		const webhook = webhooks.find(id);
		if (!webhook) return;
		webhooks.replace({ ...webhook, last_sent_at: sent_at });
		const { event_name, resource_id } = job;
		this.protocol.add(id, { event_name, resource_id, sent_at, attempt, ...result });
	}

	private async pause(ms: number): Promise<void> {
		await sleep(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
	}
}

function has(job: Job, kind: DeliveryFault['kind']): boolean {
	return job.faults.some((fault) => fault.kind === kind);
}
