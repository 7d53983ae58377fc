import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { notificationOf } from '../../support/notification.mjs';
import { runTrigger, type TriggerRun, type TriggerSetup } from '../../support/trigger-run.mjs';

let now = Date.parse('2026-11-24T12:00:00Z');
let setup: TriggerSetup;
let trigger: TriggerRun;

beforeEach(async () => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	// What an earlier test's credential held is forgotten by then.
	now += 60_000;
	setup = {
		parameters: { registration: 'manual', events: ['*'] },
		token: { token: 'the old token' },
	};
	const nowhere = { apiUrl: 'http://127.0.0.1:9', credentials: { email: '', apiKey: '' } };
	trigger = await runTrigger(nowhere, setup);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await trigger.close();
});

/** The status that a notification with this token is answered with. */
async function statusFor(token: string): Promise<number> {
	const response = await fetch(trigger.url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(notificationOf('entry.stopped', token)),
	});
	return response.status;
}

describe('a token that is changed in the credential', () => {
	it('is accepted after a second at most, though the old one was in use until then', async () => {
		expect(await statusFor('the old token')).toBe(200);
		setup.token = { token: 'the new token' };
		now += 1_000;
		expect(await statusFor('the new token')).toBe(200);
		expect(await statusFor('the old token')).toBe(401);
	});

	it('is no longer accepted after five seconds, also where no other one has come', async () => {
		expect(await statusFor('the old token')).toBe(200);
		setup.token = { token: 'the new token' };
		now += 4_999;
		expect(await statusFor('the old token')).toBe(200);
		now += 1;
		expect(await statusFor('the old token')).toBe(401);
	});

	it('does not work before any was entered', async () => {
		setup.token = { token: '' };
		expect(await statusFor('')).toBe(401);
		expect(await statusFor('undefined')).toBe(401);
	});
});

describe('guessing', () => {
	it('makes the credential be read once a second at most', async () => {
		let readings = 0;
		Object.defineProperty(setup, 'token', {
			get: () => ({
				get token() {
					readings++;
					return 'the token';
				},
			}),
		});
		for (let guess = 0; guess < 10; guess++) expect(await statusFor(`guess ${guess}`)).toBe(401);
		expect(readings).toBe(1);
		now += 1_000;
		await statusFor('another guess');
		expect(readings).toBe(2);
	});
});
