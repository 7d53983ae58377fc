import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Company } from '../resources/company.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { ApiError } from '../store/refusals.mjs';

/**
 * The user that a request comes from, by the vendor's two ways to say it: Basic, or the headers
 * X-ClockodoApiUser and X-ClockodoApiKey.
 *
 * Guessed: the 400 without the header that names the application, and that an archived user has no
 * access. The description states that the header is required.
 *
 * @throws ApiError 400 without the header that names the application, 401 without valid credentials
 */
export function authenticate(headers: IncomingHttpHeaders, company: Company): StoredRecord {
	checkApplication(headers['x-clockodo-external-application']);
	const given = credentialsOf(headers);
	const user = given && findUser(given.email, company);
	const expected = user && company.store.data.apiKeys[user.id];
	if (!given || !user || !expected || !sameText(given.apiKey, expected)) {
		throw new ApiError(
			401,
			{
				type: 'Unauthorized',
				message: given
					? 'The e-mail address or the API key is wrong.'
					: 'Authentication is required: an e-mail address and an API key.',
			},
			{ 'WWW-Authenticate': 'Basic realm="Clockodo"' },
		);
	}
	return user;
}

function checkApplication(header: string | string[] | undefined): void {
	const [name = '', contact = ''] = String(header ?? '').split(';');
	if (name.trim() && contact.trim()) return;
	throw new ApiError(400, {
		type: 'MissingExternalApplication',
		message:
			'The header X-Clockodo-External-Application is required: the name of your application and an e-mail address, separated by a semicolon.',
		path: 'X-Clockodo-External-Application',
	});
}

function credentialsOf(
	headers: IncomingHttpHeaders,
): { email: string; apiKey: string } | undefined {
	const email = headers['x-clockodoapiuser'];
	const apiKey = headers['x-clockodoapikey'];
	if (typeof email === 'string' && typeof apiKey === 'string') return { email, apiKey };
	const [scheme = '', encoded] = (headers.authorization ?? '').split(' ');
	if (scheme.toLowerCase() !== 'basic' || !encoded) return undefined;
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = decoded.indexOf(':');
	if (colon === -1) return undefined;
	return { email: decoded.slice(0, colon), apiKey: decoded.slice(colon + 1) };
}

function findUser(email: string, company: Company): StoredRecord | undefined {
	return company
		.records('users')
		.where({ active: true })
		.find((user) => String(user.email).toLowerCase() === email.toLowerCase());
}

function sameText(a: string, b: string): boolean {
	const hash = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(hash(a), hash(b));
}
