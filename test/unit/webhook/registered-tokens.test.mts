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
});
