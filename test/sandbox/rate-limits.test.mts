import { describe, expect, it } from '@jest/globals';
import { RateLimiter, vendorRateLimits } from '../../sandbox/api/rate-limits.mjs';
import { startSandboxScene, rawRequest } from '../support/scenes/sandbox-scene.mjs';

describe("the vendor's rate limits", () => {
	it('refuse the request after the last one, with the seconds to wait', () => {
		const limiter = new RateLimiter(vendorRateLimits);
		const start = Date.now();
		for (let index = 0; index < 900; index++) limiter.count(1, 'getCustomersV3', {}, start + index);
		expect(() => limiter.count(1, 'getCustomersV3', {}, start + 1000)).toThrow(/in 59 seconds/);
		limiter.count(2, 'getCustomersV3', {}, start + 1000);
		limiter.count(1, 'getCustomersV3', {}, start + 60_001);
	});

	it('are stricter for the groups of entries', () => {
		const limiter = new RateLimiter(vendorRateLimits);
		for (let index = 0; index < 10; index++) limiter.count(1, 'getEntrygroupsV2', {}, index);
		expect(() => limiter.count(1, 'getEntrygroupsV2', {}, 10)).toThrow(/Too many/);
		limiter.count(1, 'getEntriesV2', {}, 10);
	});

	it('are stricter for the list of entries with their names', () => {
		const limiter = new RateLimiter(vendorRateLimits);
		const list = (enhanced_list: string) => limiter.count(1, 'getEntriesV2', { enhanced_list });
		for (let index = 0; index < 300; index++) list('1');
		expect(() => list('true')).toThrow(/Too many/);
		list('0');
	});

	it('answer 429 with Retry-After', async () => {
		const other = await startSandboxScene({ rateLimits: [{ requests: 2, seconds: 60 }] });
		try {
			const me = () => rawRequest(other.sandbox, 'GET', '/api/v4/users/me');
			expect([(await me()).status, (await me()).status]).toEqual([200, 200]);
			const refused = await me();
			expect(refused.status).toBe(429);
			expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
		} finally {
			await other.dispose();
		}
	});
});
