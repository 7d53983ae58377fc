import { describe, expect, it } from '@jest/globals';

import { ClockodoError, type Failure } from '../../../src/clockodo/errors.js';

const failed = (failure: Partial<Failure>) =>
	new ClockodoError({ kind: 'status', method: 'POST', path: '/v2/webhooks', ...failure });

describe('the message of a failed request', () => {
	it.each<[string, Partial<Failure>, string]>([
		[
			'the plan does not allow it',
			{ status: 402, body: { error: { message: 'Your plan allows 2 webhooks in all.' } } },
			'Clockodo says: Your plan allows 2 webhooks in all (HTTP 402).',
		],
		[
			'a field is wrong',
			{ status: 422, body: { error: { message: 'must not be blank', fields: ['name'] } } },
			'Clockodo says: must not be blank (field: name) (HTTP 422).',
		],
		[
			'the API gives no words',
			{ status: 422, body: {} },
			'Clockodo answered HTTP 422. The values were not accepted: check the fields of this operation.',
		],
		[
			'the API key has no right',
			{ status: 403, body: { error: { message: 'Access denied.' } } },
			'Clockodo says: Access denied (HTTP 403). The user of the API key has no right to do this: give the rights in Clockodo, or use the key of a user who has them.',
		],
		[
			'nobody answers',
			{ kind: 'network', code: 'ECONNREFUSED' },
			"Clockodo's API could not be reached (connection refused). Check the Base URL in the 'Clockodo API' credential and the network of this n8n, then retry.",
		],
	])('says, when %s, what it is and what to do', (_, failure, message) => {
		expect(failed(failure).message).toBe(message);
		expect(failed(failure).request).toBe('POST /v2/webhooks');
	});

	it('tells how often it was tried', () => {
		const body = { error: { message: 'Too busy' } };
		expect(failed({ status: 503, body }).after(4).message).toBe(
			'Clockodo says: Too busy (HTTP 503 after 4 attempts). The fault is on the side of the API: retry later.',
		);
	});
});
