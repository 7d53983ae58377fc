import { describe, expect, it } from '@jest/globals';

import type { IHttpRequestOptions } from 'n8n-workflow';
import { ClockodoApi } from '../../credentials/ClockodoApi.credentials.js';

const request = { url: 'https://my.clockodo.com/api/v4/users/me', headers: { accept: 'x' } };
const authenticated = async (credential: Record<string, string>) =>
	await new ClockodoApi().authenticate(credential, request);

describe('the headers of a request', () => {
	it('are those that Clockodo asks for, beside the request’s own', async () => {
		const credential = {
			email: 'mia@example.org',
			apiKey: 'the-key',
			contactEmail: 'it@example.org',
			language: 'de',
		};
		expect(await authenticated(credential)).toEqual({
			url: request.url,
			headers: {
				accept: 'x',
				'X-ClockodoApiUser': 'mia@example.org',
				'X-ClockodoApiKey': 'the-key',
				'X-Clockodo-External-Application': 'n8n-nodes-clockodo;it@example.org',
				'X-ClockodoEnableIsoUtcDateTimes': '1',
				'Accept-Language': 'de',
			},
		});
	});

	it('have no blanks and line breaks, which come with copying', async () => {
		const credential = {
			email: '\tmia@example.org\n',
			apiKey: ' the-key\r\n',
			contactEmail: ' ',
		};
		expect((await authenticated(credential)).headers).toMatchObject({
			'X-ClockodoApiUser': 'mia@example.org',
			'X-ClockodoApiKey': 'the-key',
			'X-Clockodo-External-Application': 'n8n-nodes-clockodo;mia@example.org',
			'Accept-Language': 'en',
		});
	});
});

describe('a credential that is read only', () => {
	const credential = { email: 'mia@example.org', apiKey: 'the-key', readOnly: true };
	const sentBy = async (method?: IHttpRequestOptions['method']) =>
		await new ClockodoApi().authenticate(credential, { ...request, method });

	it('lets nothing but reading requests of other nodes through', async () => {
		for (const method of ['GET', 'HEAD', undefined] as const) {
			expect((await sentBy(method)).headers).toHaveProperty('X-ClockodoApiKey');
		}
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
			await expect(sentBy(method)).rejects.toThrow("'Read Only' is switched on");
		}
	});
});
