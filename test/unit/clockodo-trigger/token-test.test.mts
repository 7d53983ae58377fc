import { describe, expect, it } from '@jest/globals';
import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';
import { ClockodoTrigger } from '../../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';

const { webhookTokenTest } = new ClockodoTrigger().methods.credentialTest;
const tested = async (data: Record<string, string>) =>
	await webhookTokenTest.call({} as ICredentialTestFunctions, { data } as ICredentialsDecrypted);

describe('the test of the webhook token', () => {
	const long = 'a-long-random-text';

	it('passes with tokens that nobody guesses', async () => {
		expect(await tested({ token: long })).toMatchObject({ status: 'OK' });
		expect(await tested({ token: '0123456789abcdef' })).toMatchObject({ status: 'OK' });
		expect((await tested({ token: long, additionalTokens: `${long}2` })).message).toContain('2');
	});

	it('asks for one', async () => {
		expect(await tested({ token: ' ' })).toEqual({
			status: 'Error',
			message: 'Enter a token: a long random text, the same one as in Clockodo.',
		});
	});

	it('questions a short one, also among further ones', async () => {
		const { status, message } = await tested({ token: '0123456789abcde' });
		expect([status, message]).toEqual([
			'Error',
			expect.stringContaining('this token has only 15 characters'),
		]);
		expect((await tested({ token: long, additionalTokens: 'one' })).message).toContain(
			'one of these tokens has only 3 characters',
		);
	});
});
