import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
} from 'n8n-workflow';
import { ClockodoApi } from '../../../credentials/ClockodoApi.credentials.js';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import { ClockodoTrigger } from '../../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { startSandbox } from '../../../sandbox/server.mjs';
import { additionalDataOf, core } from '../../support/n8n-core.mjs';
import { ScriptedApi, type Said } from '../../support/scripted-api.mjs';

const nodes = [new Clockodo(), new ClockodoTrigger()];

let api: ScriptedApi;

beforeAll(async () => {
	api = await ScriptedApi.start();
});

afterAll(() => {
	api.close();
});

beforeEach(() => {
	api.asked.length = 0;
	api.answer = ({ path }) =>
		path === '/api/v4/users/me' ? { body: { data: { id: 1 } } } : undefined;
});

/** What n8n gives to a test of a credential, with its real HTTP client. */
const context = () => new core.CredentialTestContext(additionalDataOf(api));

/** The same with a connection that fails in this way. */
const failing = (code: string): ICredentialTestFunctions => {
	const request = async () => await Promise.reject(Object.assign(new Error(code), { code }));
	return { helpers: { request } } as unknown as ICredentialTestFunctions;
};

const test = async (
	more: ICredentialDataDecryptedObject = {},
	by: ICredentialTestFunctions = context(),
) => {
	const data = { ...api.credentials, baseUrl: `${api.apiUrl}/api`, ...more };
	const credential = { id: '1', name: 'Clockodo', type: 'clockodoApi', data };
	const [one, other] = await Promise.all(
		nodes.map(
			async ({ methods }) =>
				await methods.credentialTest.clockodoApiTest.call(by, credential as ICredentialsDecrypted),
		),
	);
	expect(one).toEqual(other);
	expect(one.message).not.toContain(api.credentials.apiKey);
	return one;
};

const message = async (answer: Said, baseUrl = `${api.apiUrl}/api`) => {
	api.answer = () => answer;
	const result = await test({ baseUrl });
	expect(result.status).toBe('Error');
	return result.message;
};

describe('the test of an API credential', () => {
	it('is named by both nodes, so that it is offered wherever the credential is used', () => {
		expect(new ClockodoApi()).not.toHaveProperty('test');
		for (const { description, methods } of nodes) {
			const used = description.credentials?.find(({ name }) => name === 'clockodoApi');
			expect(Object.keys(methods.credentialTest)).toContain(used?.testedBy);
		}
	});

	it('asks for the user of the key, with the headers of every request', async () => {
		expect((await test()).status).toBe('OK');
		expect(api.asked[0]).toMatchObject({
			path: '/api/v4/users/me',
			headers: {
				'x-clockodoapiuser': api.credentials.email,
				'x-clockodoapikey': api.credentials.apiKey,
				'x-clockodo-external-application': `n8n-nodes-clockodo;${api.credentials.email}`,
			},
		});
	});

	it('is passed by the sandbox, and by a wrong key not', async () => {
		const sandbox = await startSandbox();
		const { apiUrl: baseUrl, credentials } = sandbox;
		expect((await test({ ...credentials, baseUrl })).status).toBe('OK');
		const wrong = await test({ ...credentials, apiKey: 'wrong', baseUrl });
		expect(wrong.message).toContain('does not accept this e-mail and API key');
		await sandbox.close();
	});

	it('takes no heed of blanks around what was copied', async () => {
		const { email, apiKey } = api.credentials;
		const result = await test({
			email: ` ${email}\n`,
			apiKey: `\t${apiKey} \n`,
			baseUrl: ` ${api.apiUrl}/api// `,
		});
		expect(result.status).toBe('OK');
		expect(api.asked[0].headers['x-clockodoapikey']).toBe(apiKey);
	});

	it.each<[string, unknown]>([
		['a web page', '<!doctype html><title>n8n.io</title>'],
		['a text', 'ok'],
		['nothing', ''],
		['JSON of something else', { status: 'ok' }],
		['a user without an ID', { data: { name: 'Anna' } }],
		['a list', { data: [{ id: 1 }] }],
		['an error with a 200', { error: { message: 'no' } }],
	])('is not passed by %s', async (_what, body) => {
		expect(await message({ body })).toMatch(/it is not Clockodo's API.*ends with \/api/);
	});

	it.each<[number, RegExp]>([
		[302, /the API key is not sent there/],
		[308, /the API key is not sent there/],
		[401, /does not accept this e-mail and API key/],
		[403, /no right to do this/],
		[404, /There is no Clockodo API.*no version behind it/],
		[410, /retired: update the n8n-nodes-clockodo package/],
		[422, /HTTP 422/],
		[429, /Too many requests/],
		[503, /The fault is on the side of the API/],
	])('says what a %i means, and nothing that the answer quotes', async (status, words) => {
		const quoted = api.credentials.apiKey;
		const headers: Record<string, string> =
			status < 400 ? { location: `http://127.0.0.1:1/${quoted}` } : {};
		for (const body of [{ error: { message: quoted } }, `<p>${quoted}</p>`]) {
			expect(await message({ status, body, headers })).toMatch(words);
		}
	});

	it.each<[string, Said]>([
		['a 404', { status: 404 }],
		['a web page', { body: '<html>' }],
	])('says that the version is too much where it leads to %s', async (_what, answer) => {
		expect(await message(answer, `${api.apiUrl}/api/v2/`)).toContain('Leave /v2 at its end out.');
		expect(await message(answer)).not.toContain('at its end');
	});

	it('lets a version stand where the API is behind it', async () => {
		api.answer = ({ path }) =>
			path === '/own/v1/v4/users/me' ? { body: { data: { id: 1 } } } : undefined;
		expect((await test({ baseUrl: `${api.apiUrl}/own/v1` })).status).toBe('OK');
	});

	it('says that nobody answers, in words', async () => {
		const closed = await ScriptedApi.start();
		const baseUrl = `${closed.apiUrl}/api`;
		closed.close();
		const { message: said } = await test({ baseUrl });
		expect(said).toContain('could not be reached (connection refused)');
		expect(said).not.toContain('ECONNREFUSED');
	});

	it('says that an address does not speak https', async () => {
		const { message: said } = await test({ baseUrl: api.apiUrl.replace('http:', 'https:') });
		expect(said).toContain('does not speak https');
	});

	it.each([
		['ENOTFOUND', /no such host/],
		['ECONNABORTED', /no answer in time/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate .* is not trusted .*NODE_EXTRA_CA_CERTS/],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate .* is not trusted .*NODE_EXTRA_CA_CERTS/],
		['CERT_HAS_EXPIRED', /certificate .* is not trusted/],
	])('says what %s means', async (code, words) => {
		const result = await test({}, failing(code));
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(words) });
	});

	it.each(['my.clockodo.com/api', 'localhost:3000/api', 'htps://my.clockodo.com/api', '', '   '])(
		'says that "%s" is not an address, and sends nothing',
		async (baseUrl) => {
			expect((await test({ baseUrl })).message).toContain('it begins with https://');
			expect(api.asked).toEqual([]);
		},
	);

	it.each<[ICredentialDataDecryptedObject, string]>([
		[{ email: ' ' }, 'Enter the e-mail address'],
		[{ apiKey: '\n' }, 'Enter the API key'],
		[{ apiKey: 'a–b' }, 'a character that neither can have'],
		[{ apiKey: 'a\nb' }, 'a character that neither can have'],
	])('says what is wrong with %j before anything is sent', async (more, words) => {
		expect((await test(more)).message).toContain(words);
		expect(api.asked).toEqual([]);
	});

	it('needs no values at all to say what is missing', async () => {
		const [{ methods }] = nodes;
		const credential = { id: '1', name: 'Clockodo', type: 'clockodoApi' };
		const result = await methods.credentialTest.clockodoApiTest.call(context(), credential);
		expect(result.status).toBe('Error');
	});
});
