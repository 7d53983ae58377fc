import { describe, expect, it } from '@jest/globals';

import { changeList, everything } from '../../../src/changes/lists.js';
import { readWholeList } from '../../../src/changes/read-list.js';
import { LookedAtCompany } from '../../support/looked-at-company.mjs';

describe('reading a long list', () => {
	it('lets the process do other things again and again', async () => {
		const company = new LookedAtCompany();
		for (let each = 0; each < 2_000; each++) company.create('customer');
		let isReading = true;
		let turns = 0;
		const turn = () => {
			turns++;
			if (isReading) setImmediate(turn);
		};
		setImmediate(turn);
		const windows = { window: everything, base: everything, whole: everything };
		const things = await readWholeList(company.api, changeList('customer'), windows);
		isReading = false;
		expect(things.size).toBe(2_000);
		// Where nothing waits, all of it happens in one turn.
		expect(turns).toBeGreaterThan(10);
	});
});
