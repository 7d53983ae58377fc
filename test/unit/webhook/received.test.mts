import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import {
	noteNotification,
	noteRejection,
	noteSecret,
	receivedAtUrl,
	secretShownFor,
} from '../../../src/webhook/received.js';

const minute = 60_000;
const newUrl = () => `https://n8n.example/webhook/${randomUUID()}/webhook`;

describe('what a process has received at a URL', () => {
	it('is of that URL alone, and begins with nothing but its own start', () => {
		const [one, other] = [newUrl(), newUrl()];
		noteNotification(one, 7);
		expect(receivedAtUrl(one, 8)).toEqual({ since: expect.any(Number), notificationAt: 7 });
		expect(receivedAtUrl(other, 8)).toEqual({ since: expect.any(Number) });
	});

	it('has the newest notification and the newest rejection', () => {
		const url = newUrl();
		for (const now of [1, 2]) {
			noteNotification(url, now);
			noteRejection(url, { reason: 'wrong token' }, now);
		}
		noteRejection(url, { reason: 'not a notification', details: 'why' }, 3);
		expect(receivedAtUrl(url, 4)).toMatchObject({
			notificationAt: 2,
			rejection: { reason: 'not a notification', details: 'why', at: 3 },
		});
	});

	it('has a secret for a quarter of an hour, and not a moment longer, but still knows of it', () => {
		const url = newUrl();
		noteSecret(url, 'the-secret', 1_000);
		expect(secretShownFor).toBe(15 * minute);
		expect(receivedAtUrl(url, 1_000 + 15 * minute - 1).secret?.value).toBe('the-secret');
		expect(receivedAtUrl(url, 1_000 + 15 * minute).secret).toEqual({ at: 1_000 });
		expect(receivedAtUrl(url, 1_000).secret).toEqual({ at: 1_000 });
	});

	it('gives way to a newer secret, whose time begins anew', () => {
		const url = newUrl();
		noteSecret(url, 'the-secret', 0);
		noteSecret(url, 'the-next', 10 * minute);
		expect(receivedAtUrl(url, 20 * minute).secret?.value).toBe('the-next');
	});

	it('does not grow without end: the URL that was called longest ago is forgotten', () => {
		const [first, second] = [newUrl(), newUrl()];
		noteNotification(first, 1);
		noteNotification(second, 1);
		noteNotification(first, 2);
		for (let index = 0; index < 999; index++) noteNotification(newUrl(), 3);
		expect(receivedAtUrl(first, 4).notificationAt).toBe(2);
		expect(receivedAtUrl(second, 4).notificationAt).toBeUndefined();
	});

	it('knows a URL since the process was started, also where nothing has come yet', () => {
		const [before, url] = [newUrl(), newUrl()];
		const { since } = receivedAtUrl(before, 0);
		expect(since).toBeLessThanOrEqual(Date.now());
		noteNotification(url, 5);
		noteSecret(url, 'the-secret', 6);
		expect(receivedAtUrl(url, 7).since).toBe(since);
	});

	it('has a rejection without details where there are none any more', () => {
		const url = newUrl();
		noteRejection(url, { reason: 'not a notification', details: 'why' }, 1);
		noteRejection(url, { reason: 'token missing' }, 2);
		expect(receivedAtUrl(url, 3).rejection).toEqual({ reason: 'token missing', at: 2 });
	});
});
