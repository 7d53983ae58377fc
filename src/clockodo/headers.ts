import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The vendor asks every client to name itself and a contact, in a header. */
const application = 'n8n-nodes-clockodo';

/** The headers that every request to the API has, without the blanks and line breaks that come with copying. */
export function headersOf(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	const trimmed = (name: string) => String(credentials[name] ?? '').trim();
	const email = trimmed('email');
	return {
		'X-ClockodoApiUser': email,
		'X-ClockodoApiKey': trimmed('apiKey'),
		'X-Clockodo-External-Application': `${application};${trimmed('contactEmail') || email}`,
		'X-ClockodoEnableIsoUtcDateTimes': '1',
		'Accept-Language': trimmed('language') || 'en',
	};
}
