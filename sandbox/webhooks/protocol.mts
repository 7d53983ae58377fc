import type { ProtocolEntry } from '../store/data.mjs';
import type { Store } from '../store/store.mjs';

/** How many attempts are kept for each webhook: the oldest go first. */
export const PROTOCOL_LENGTH = 500;

/** What was sent to each webhook. */
export class ProtocolBook {
	constructor(private readonly store: Store) {}

	add(webhookId: number, entry: Omit<ProtocolEntry, 'id'>): void {
		const { protocol, sequences } = this.store.data;
		const entries = (protocol[webhookId] ??= []);
		const id = (sequences.protocol = (sequences.protocol ?? 0) + 1);
		entries.push({ id, ...entry });
		if (entries.length > PROTOCOL_LENGTH) entries.splice(0, entries.length - PROTOCOL_LENGTH);
		this.store.changed();
	}

	/** Newest first. */
	of(webhookId: number): ProtocolEntry[] {
		return [...(this.store.data.protocol[webhookId] ?? [])].reverse();
	}

	remove(webhookId: number): void {
		delete this.store.data.protocol[webhookId];
		this.store.changed();
	}
}
