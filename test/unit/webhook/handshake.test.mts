import { describe, expect, it } from '@jest/globals';

import {
	allowHandshake,
	giveBackHandshake,
	isValidationItem,
	validationItem,
} from '../../../src/webhook/handshake.js';

const now = new Date('2026-11-24T12:00:00.000Z');

describe('the item of a handshake', () => {
	it('holds what a person needs, and the secret in words, too', () => {
		const item = validationItem('the-secret', 'https://n8n.example/webhook/1', now);
		expect(item).toEqual({
			secret: 'the-secret',
			received_at: '2026-11-24T12:00:00.000Z',
			webhook_url: 'https://n8n.example/webhook/1',
			message: expect.stringMatching(/Enter the secret the-secret in Clockodo/),
		});
		expect(isValidationItem(item)).toBe(true);
	});

	it.each([
		['a notification', { event_name: 'entry.stopped', payload: {} }],
		['a notification with a secret', { event_name: 'entry.stopped', secret: 'x' }],
		['a secret that is no text', { secret: 7 }],
		['nothing', {}],
	])('is not %s', (_what, json) => {
		expect(isValidationItem(json)).toBe(false);
	});
});

describe('the allowance of handshakes', () => {
	let urls = 0;
	const newUrl = () => `https://n8n.example/handshake-${++urls}`;
	const use = (kind: 'show' | 'confirm', url: string, count: number, at = 0) =>
		Array.from({ length: count }, () => allowHandshake(kind, url, at)).filter(Boolean).length;

	it('comes back bit by bit, one with each pause', () => {
		const url = newUrl();
		expect(use('confirm', url, 31)).toBe(30);
		expect(use('confirm', url, 1, 19_999)).toBe(0);
		expect(use('confirm', url, 2, 20_000)).toBe(1);
		expect(use('confirm', url, 1, 39_999)).toBe(0);
		expect(use('confirm', url, 3, 60_000)).toBe(2);
	});

	it('counts each kind by itself', () => {
		const url = newUrl();
		expect(use('confirm', url, 31)).toBe(30);
		expect(use('show', url, 61)).toBe(60);
		expect(use('show', url, 1, 59_999)).toBe(0);
		expect(use('show', url, 2, 60_000)).toBe(1);
	});

	it('never grows beyond its size, however long nothing comes', () => {
		const url = newUrl();
		use('confirm', url, 1);
		expect(use('confirm', url, 100, 1e12)).toBe(30);
	});

	it('gets one back for a right one, and no more than were used', () => {
		const url = newUrl();
		expect(use('confirm', url, 30)).toBe(30);
		giveBackHandshake('confirm', url);
		giveBackHandshake('show', url);
		giveBackHandshake('confirm', newUrl());
		expect(use('confirm', url, 2)).toBe(1);
		for (let time = 0; time < 40; time++) giveBackHandshake('confirm', url);
		expect(use('confirm', url, 40)).toBe(30);
	});
});
