import { describe, expect, it } from '@jest/globals';

import { outcomeOf, outcomeOfSync } from '../../../src/clockodo/outcome.js';

const broken = new Error('broken');
const fail = (): never => {
	throw broken;
};

describe('an outcome', () => {
	it('is the value of an action that succeeds', async () => {
		expect(await outcomeOf(async () => await Promise.resolve(7))).toEqual({ ok: true, value: 7 });
		expect(outcomeOfSync(() => 7)).toEqual({ ok: true, value: 7 });
	});

	it('is the error of an action that fails, however it does', async () => {
		expect(await outcomeOf(async () => await Promise.reject(broken))).toEqual({
			ok: false,
			error: broken,
		});
		expect(await outcomeOf(fail)).toEqual({ ok: false, error: broken });
		expect(outcomeOfSync(fail)).toEqual({ ok: false, error: broken });
	});
});
