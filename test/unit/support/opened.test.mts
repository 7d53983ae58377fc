import { describe, expect, it } from '@jest/globals';
import { Opened, openTogether } from '../../support/opened.mjs';

/** Notes in the list when it is closed. */
const closable = (name: string, closed: string[]) => ({ close: () => closed.push(name) });
const broken = {
	dispose: async () => await Promise.reject(new Error('it does not end')),
};

describe('what a test has opened', () => {
	it('is ended once, the newest first', async () => {
		const closed: string[] = [];
		const opened = new Opened();
		for (const name of ['sandbox', 'n8n', 'browser']) opened.add(closable(name, closed));
		await opened.end();
		await opened.end();
		expect(closed).toEqual(['browser', 'n8n', 'sandbox']);
	});

	it('is ended whole where one thing cannot be ended, which is said', async () => {
		const closed: string[] = [];
		const opened = new Opened();
		opened.add(closable('sandbox', closed));
		opened.add(broken);
		await expect(opened.end()).rejects.toThrow('it does not end');
		expect(closed).toEqual(['sandbox']);
	});

	it('is one thing where it was opened together, and nothing where that failed', async () => {
		const closed: string[] = [];
		const whole = await openTogether(async (opened) => {
			return await Promise.resolve({ sandbox: opened.add(closable('sandbox', closed)) });
		});
		expect(closed).toEqual([]);
		await whole.dispose();
		expect(closed).toEqual(['sandbox']);

		const failing = openTogether(async (opened) => {
			opened.add(closable('n8n', closed));
			return await Promise.reject<object>(new Error('no browser'));
		});
		await expect(failing).rejects.toThrow('no browser');
		expect(closed).toEqual(['sandbox', 'n8n']);
	});
});
