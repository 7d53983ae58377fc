import { describe, expect, it } from '@jest/globals';

import { defaultVersion, worthATry } from '../../../host/newest.mjs';

describe('the n8n versions that are worth a try', () => {
	it('are the newest of each line that is newer, newest first, without previews', () => {
		const released = [
			'1.123.81',
			'2.40.5',
			'2.40.6',
			'2.41.9',
			'2.41.10',
			'2.42.0-beta.1',
			'3.0.0',
		];
		expect(worthATry(released, '2.40.5')).toEqual(['3.0.0', '2.41.10', '2.40.6']);
	});

	it('are none where nothing is newer', () => {
		expect(worthATry(['1.0.0', '2.40.5'], '2.40.5')).toEqual([]);
	});

	it('are compared with the version of the lock file', async () => {
		expect(await defaultVersion()).toMatch(/^\d+\.\d+\.\d+$/);
	});
});
