import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { networkCode } from './client';
import { ClockodoError } from './errors';
import { headersOf } from './headers';
import { outcomeOf, outcomeOfSync } from './outcome';
import { isRecord, toResourceId } from './values';

/** What every user may ask for. */
const request = { method: 'GET', path: '/v4/users/me' } as const;

/** A person waits for the result; milliseconds. */
const timeout = 15_000;

interface Answer {
	statusCode: number;
	body: unknown;
}

/**
 * Whether the credential opens Clockodo's API. n8n's own test of a credential takes a 200 of any web
 * page for a success and shows the system's codes; this one looks at what came, and nothing of what
 * the other end says gets into the message: it may quote the key.
 */
export async function testAccess(
	{ helpers }: Pick<ICredentialTestFunctions, 'helpers'>,
	credentials: ICredentialDataDecryptedObject = {},
): Promise<INodeCredentialTestResult> {
	const baseUrl = String(credentials.baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
	const headers = headersOf(credentials);
	const fault = faultIn(baseUrl, headers);
	if (fault !== undefined) return failed(fault);
	const sent = await outcomeOf<Answer>(
		async () =>
			(await helpers.request({
				method: request.method,
				uri: `${baseUrl}${request.path}`,
				headers,
				json: true,
				timeout,
				simple: false,
				resolveWithFullResponse: true,
				// A redirect would carry the API key to wherever it points.
				followRedirect: false,
			})) as Answer,
	);
	if (!sent.ok) return failed(connectionFault(networkCode(sent.error)));
	const problem = problemWith(sent.value);
	if (problem === undefined) return { status: 'OK', message: 'Clockodo accepts this API key.' };
	return failed(isAddressInDoubt(sent.value) ? `${problem}${versionHint(baseUrl)}` : problem);
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** What can be said before anything is sent. */
function faultIn(baseUrl: string, headers: Record<string, string>): string | undefined {
	if (!headers['X-ClockodoApiUser'])
		return 'Enter the e-mail address that you log in to Clockodo with.';
	if (!headers['X-ClockodoApiKey']) {
		return "Enter the API key: in Clockodo it is under 'Personal data'.";
	}
	if (!isWebAddress(baseUrl)) return connectionFault('ERR_INVALID_URL');
	if (Object.values(headers).some((value) => notInHeaders.test(value))) {
		return 'E-mail or API key have a character that neither can have, such as a line break or a dash from a text program. Copy them again.';
	}
	return undefined;
}

const notInHeaders = /[^\x20-\x7e\x80-\xff]/;

function isWebAddress(text: string): boolean {
	const parsed = outcomeOfSync(() => new URL(text));
	return parsed.ok && /^https?:$/.test(parsed.value.protocol);
}

function connectionFault(code: string | undefined): string {
	if (code === 'EPROTO' || code?.startsWith('ERR_SSL_')) {
		return 'What answers at the Base URL does not speak https. Check its port; a server of your own may want http:// instead.';
	}
	return new ClockodoError({ ...request, kind: 'network', code }).message;
}

/** Why the answer is not the one that a user of the API gets; undefined where it is. */
function problemWith({ statusCode: status, body }: Answer): string | undefined {
	if (status >= 200 && status < 300) return isOfUser(body) ? undefined : notTheApi;
	if (status === 401) return notAccepted;
	if (status === 404) return new ClockodoError({ ...request, kind: 'elsewhere' }).message;
	return new ClockodoError({ ...request, kind: 'status', status }).message;
}

function isOfUser(body: unknown): boolean {
	return isRecord(body) && isRecord(body.data) && toResourceId(body.data.id) !== undefined;
}

const notTheApi =
	"Something answers at the Base URL, but it is not Clockodo's API. Its address usually ends with /api: https://my.clockodo.com/api";

const notAccepted =
	"Clockodo does not accept this e-mail and API key. Copy the key again from 'Personal data' in Clockodo, and use the e-mail of the same user.";

function isAddressInDoubt({ statusCode }: Answer): boolean {
	return statusCode < 300 || [404, 405, 410].includes(statusCode);
}

/** The operations have their versions themselves. */
function versionHint(baseUrl: string): string {
	const version = /\/v\d+$/.exec(baseUrl)?.[0];
	return version === undefined ? '' : ` Leave ${version} at its end out.`;
}
