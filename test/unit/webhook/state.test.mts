import { describe, expect, it } from '@jest/globals';

import {
	forgetOldSecret,
	noteNotification,
	noteRejection,
	noteSecret,
	secretShownFor,
	stateIn,
	type TriggerState,
} from '../../../src/webhook/state.js';

const minute = 60_000;

describe('the state of a trigger', () => {
	it('is n8n’s own object, so that n8n saves what is written', () => {
		const staticData = {};
		noteSecret(stateIn(staticData), 'the-secret', 5);
		expect(staticData).toEqual({ secret: { value: 'the-secret', at: 5 } });
	});
});

describe('a secret', () => {
	const withSecret = (): TriggerState => {
		const state: TriggerState = { notificationAt: 1 };
		noteSecret(state, 'the-secret', 1_000);
		return state;
	};

	it('is kept for a quarter of an hour, and not a moment longer', () => {
		const state = withSecret();
		forgetOldSecret(state, 1_000 + 15 * minute - 1);
		expect(state.secret).toEqual({ value: 'the-secret', at: 1_000 });
		forgetOldSecret(state, 1_000 + 15 * minute);
		expect(state).toEqual({ notificationAt: 1 });
		expect(secretShownFor).toBe(15 * minute);
	});

	it('gives way to a newer one, whose time begins anew', () => {
		const state = withSecret();
		noteSecret(state, 'the-next', 10 * minute);
		forgetOldSecret(state, 20 * minute);
		expect(state.secret?.value).toBe('the-next');
	});

	it('need not be there to be forgotten', () => {
		const state: TriggerState = {};
		forgetOldSecret(state, Infinity);
		expect(state).toEqual({});
	});
});

describe('the time of the last notification', () => {
	it('is written at most once a minute', () => {
		const state: TriggerState = {};
		const written = new Set<number | undefined>();
		for (let now = 0; now <= 3 * minute; now += 1_000) {
			noteNotification(state, now);
			written.add(state.notificationAt);
		}
		expect([...written]).toEqual([0, minute, 2 * minute, 3 * minute]);
	});
});

describe('the last rejection', () => {
	it('is written at most once a minute for the same reason', () => {
		const state: TriggerState = {};
		noteRejection(state, 'wrong token', 0);
		noteRejection(state, 'wrong token', minute - 1);
		expect(state.rejection).toEqual({ reason: 'wrong token', at: 0 });
		noteRejection(state, 'wrong token', minute);
		expect(state.rejection).toEqual({ reason: 'wrong token', at: minute });
	});

	it('gives way to one for another reason after five seconds', () => {
		const state: TriggerState = {};
		noteRejection(state, 'wrong token', 0);
		noteRejection(state, 'token missing', 4_999);
		expect(state.rejection?.reason).toBe('wrong token');
		noteRejection(state, 'token missing', 5_000);
		expect(state.rejection).toEqual({ reason: 'token missing', at: 5_000 });
	});
});
