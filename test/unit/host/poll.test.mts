import { describe, expect, it } from '@jest/globals';
import { poll } from '../../../host/poll.mjs';

const late = () => 'nothing came';

describe('waiting for what n8n does', () => {
	it('gives what it found, as soon as there is something', async () => {
		let looks = 0;
		const look = () => (++looks === 3 ? 'found' : undefined);
		expect(await poll({ interval: 1, limit: 10_000 }, look, late)).toBe('found');
		expect(looks).toBe(3);
	});

	it('takes false, nothing and zero for something that is there', async () => {
		const patience = { interval: 1, limit: 10_000 };
		for (const value of [false, null, 0, '']) {
			expect(await poll<unknown>(patience, () => value, late)).toBe(value);
		}
	});

	it('looks once more at the end, then says what did not come', async () => {
		let looks = 0;
		const look = () => void looks++;
		await expect(poll({ interval: 1, limit: -1 }, look, late)).rejects.toThrow('nothing came');
		expect(looks).toBe(1);
	});

	it('passes on at once what goes wrong while it looks', async () => {
		const look = () => {
			throw new Error('n8n ended');
		};
		await expect(poll({ interval: 1, limit: 10_000 }, look, late)).rejects.toThrow('n8n ended');
	});
});
