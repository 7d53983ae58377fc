import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { noteRegistration, registeredDigest } from '../../../src/webhook/registered-tokens.js';
import type { Registered } from '../../../src/webhook/state.js';

const registeredAt = (at: number, digest: string): Registered => ({
	url: 'https://n8n.example/webhook/1/webhook',
	instanceId: 'this',
	workflowId: 'w',
	at,
	webhookIds: [1],
	tokenDigests: { 'entry.stopped': digest },
});

describe('the digest of a registered token', () => {
	it('is that of the event', () => {
		const trigger = randomUUID();
		expect(registeredDigest(trigger, registeredAt(5, 'd'), 'entry.stopped')).toBe('d');
		expect(registeredDigest(trigger, registeredAt(5, 'd'), 'entry.created')).toBeUndefined();
		expect(registeredDigest(trigger, undefined, 'entry.stopped')).toBeUndefined();
	});

	it('is not believed where a newer registration was seen: an execution has brought it back', () => {
		const trigger = randomUUID();
		expect(registeredDigest(trigger, registeredAt(9, 'new'), 'entry.stopped')).toBe('new');
		expect(registeredDigest(trigger, registeredAt(5, 'leaked'), 'entry.stopped')).toBeUndefined();
		expect(registeredDigest(trigger, registeredAt(9, 'new'), 'entry.stopped')).toBe('new');
	});

	it('is not believed where this process itself has registered a newer one', () => {
		const [trigger, another] = [randomUUID(), randomUUID()];
		noteRegistration(trigger, 9);
		expect(registeredDigest(trigger, registeredAt(5, 'leaked'), 'entry.stopped')).toBeUndefined();
		expect(registeredDigest(another, registeredAt(5, 'd'), 'entry.stopped')).toBe('d');
	});

	it('is not believed again because an older registration was noted after a newer one', () => {
		const trigger = randomUUID();
		noteRegistration(trigger, 9);
		noteRegistration(trigger, 5);
		expect(registeredDigest(trigger, registeredAt(5, 'leaked'), 'entry.stopped')).toBeUndefined();
		expect(registeredDigest(trigger, registeredAt(9, 'new'), 'entry.stopped')).toBe('new');
	});

	it('makes one that is newer than all known ones the newest', () => {
		const trigger = randomUUID();
		noteRegistration(trigger, 5);
		expect(registeredDigest(trigger, registeredAt(9, 'new'), 'entry.stopped')).toBe('new');
		expect(registeredDigest(trigger, registeredAt(5, 'old'), 'entry.stopped')).toBeUndefined();
	});

	it('is remembered for 10,000 triggers, so that memory does not grow without end', () => {
		const trigger = randomUUID();
		const digest = () => registeredDigest(trigger, registeredAt(5, 'old'), 'entry.stopped');
		noteRegistration(trigger, 9);
		const noteOthers = (count: number) => {
			for (let index = 0; index < count; index++) noteRegistration(randomUUID(), 1);
		};
		noteOthers(9_999);
		expect(digest()).toBeUndefined();
		// A request is newer than a registration.
		noteOthers(9_999);
		expect(digest()).toBeUndefined();
		noteOthers(10_000);
		expect(digest()).toBe('old');
	});
});
