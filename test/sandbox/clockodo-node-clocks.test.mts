import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { runClockodo, runInEditor } from '../support/node-run.mjs';
import { Opened } from '../support/opened.mjs';

const opened = new Opened();
let sandbox: Sandbox;

beforeAll(async () => void (sandbox = opened.add(await startSandbox())));
afterAll(async () => await opened.end());
beforeEach(() => sandbox.requests.clear());

const entries = (since: string) => ({
	resource: 'entry',
	operation: 'getAll',
	period: 'custom',
	time_since: since,
	time_until: '2026-12-01T00:00:00Z',
	readable: false,
});
const local = '2026-11-24 08:00';
const own = 'getUsersMeV4';

describe('where the workflow and the Clockodo user have other clocks', () => {
	it.each([
		['America/New_York', local, 1],
		// Only half of the year another one.
		['Africa/Lagos', local, 1],
		['Europe/Vienna', local, 0],
		['Europe/Berlin', local, 0],
		['America/New_York', '2026-11-24T08:00:00+01:00', 0],
	])('in %s, a time of %s gives so many hints in the editor', async (timezone, since, count) => {
		const { hints } = await runInEditor(sandbox, { parameters: entries(since), timezone });
		expect(hints).toHaveLength(count);
		for (const hint of hints) {
			expect(hint).toContain(`read as ${timezone}`);
			expect(hint).toContain('sees times of Europe/Berlin');
		}
	});

	it('nothing is asked for where no time depends on it', async () => {
		const parameters = { resource: 'customer', operation: 'getAll', readable: false };
		await runInEditor(sandbox, { parameters, timezone: 'America/New_York' });
		expect(sandbox.requests.countByOperation()[own]).toBeUndefined();
	});

	it('nothing is asked for in production', async () => {
		const parameters = entries(local);
		await runClockodo(sandbox, { parameters, timezone: 'America/New_York' });
		expect(sandbox.requests.countByOperation()[own]).toBeUndefined();
	});

	it('the user is asked for once for all items', async () => {
		const parameters = entries(local);
		const items = [{}, {}, {}];
		const { hints } = await runInEditor(sandbox, { parameters, items, timezone: 'Asia/Tokyo' });
		expect(sandbox.requests.countByOperation()[own]).toBe(1);
		expect(hints).toHaveLength(1);
	});
});
