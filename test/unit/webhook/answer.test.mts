import { describe, expect, it } from '@jest/globals';

import {
	accepted,
	confirmed,
	ignored,
	notFound,
	rejected,
	secretReceived,
} from '../../../src/webhook/answer.js';

describe('what the URL answers', () => {
	it('is a 200 to what Clockodo sends, and a 404 to a stranger', () => {
		expect([accepted, ignored, confirmed, secretReceived, notFound]).toEqual([
			{ status: 200, body: { status: 'accepted' } },
			{ status: 200, body: { status: 'ignored' } },
			{ status: 200, body: { status: 'validated' } },
			{ status: 200, body: { status: 'received' } },
			{ status: 404, body: { status: 'not found' } },
		]);
	});

	it.each([
		['token missing', 401],
		['wrong token', 401],
		['not a notification', 400],
		['not a validation secret', 400],
		['secret not accepted by the API', 400],
		['too many validation requests', 429],
		['credential missing', 503],
	] as const)('names the reason "%s" with a %i', (reason, status) => {
		expect(rejected(reason)).toEqual({ status, body: { status: 'rejected', message: reason } });
		expect(rejected(reason, 'it is empty').body.message).toBe(`${reason}: it is empty`);
	});
});
