import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { allowHandshake, giveBackHandshake } from '../../src/webhook/handshake.js';
import { setupPage, setupPageHeaders } from '../../src/webhook/setup-page.js';
import { deleteWebhook } from '../../src/webhook/webhook-endpoints.js';

const minute = 60_000;

describe('what a stranger can cause', () => {
	const countAllowed = (kind: 'show' | 'confirm', url: string, tries: number, now: number) =>
		Array.from({ length: tries }, () => allowHandshake(kind, url, now)).filter(Boolean).length;

	it.each([
		['executions', 'show' as const, 60, 1],
		['API calls', 'confirm' as const, 30, 3],
	])('with made-up secrets: %s, so many at once and few a minute', (_what, kind, atOnce, each) => {
		const url = `https://n8n.example/${randomUUID()}`;
		expect(countAllowed(kind, url, 1_000, 0)).toBe(atOnce);
		expect(countAllowed(kind, url, 1_000, minute)).toBe(each);
		expect(countAllowed(kind, url, 1_000, 100 * minute)).toBe(atOnce);
		expect(countAllowed(kind, `${url}/other`, 1, 0)).toBe(1);
	});

	it('does not grow when the clock goes back', () => {
		const url = `https://n8n.example/${randomUUID()}`;
		expect(countAllowed('confirm', url, 1_000, 10 * minute)).toBe(30);
		expect(countAllowed('confirm', url, 1_000, 0)).toBe(0);
	});

	it('does not count right secrets: any number of events can be validated at once', () => {
		const url = `https://n8n.example/${randomUUID()}`;
		for (let event = 0; event < 200; event++) {
			expect(allowHandshake('confirm', url, 0)).toBe(true);
			giveBackHandshake('confirm', url);
		}
	});
});

describe('the setup page', () => {
	const hostile = `"><script>alert('x')</script>&`;

	it('shows what came from outside as text', () => {
		const page = setupPage({
			registration: 'manual',
			events: [hostile],
			isTest: false,
			received: {
				since: 0,
				secret: { value: hostile, at: 0 },
				rejection: { reason: hostile as 'wrong token', details: hostile, at: 0 },
			},
			now: 0,
		});
		expect(page).not.toContain(hostile);
		expect(page.match(/<script>/g)).toHaveLength(1);
		expect(setupPageHeaders['Content-Security-Policy']).not.toContain('unsafe');
	});
});

describe('an ID that the API gives', () => {
	it.each([['../users/1'], ['1'], [-1], [1.5], [null], [2 ** 63]])(
		'gets into no path when it is %j',
		async (id) => {
			const paths: string[] = [];
			const api = async ({ path }: { path: string }) => {
				paths.push(path);
				return {};
			};
			await expect(deleteWebhook(api, id as number)).rejects.toThrow('is not the ID of a webhook');
			expect(paths).toEqual([]);
		},
	);
});
