import { createHash, createHmac, timingSafeEqual } from 'crypto';

/**
 * The token of a webhook that the trigger registers by itself. It is derived, not stored: any
 * process that knows the API key can recompute it, and whoever reads it learns nothing of the key.
 *
 * @param apiKey the key of the 'Clockodo API' credential
 * @param url the webhook's URL
 * @param eventName one token for each event, so that none proves more than its own
 */
export function deriveToken(apiKey: string, url: string, eventName: string): string {
	return createHmac('sha256', apiKey)
		.update(`n8n-nodes-clockodo webhook token v1\n${url}\n${eventName}`)
		.digest('base64url');
}

/** A digest that recognises a token without holding it, as hexadecimal SHA-256. */
export function digestOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/**
 * The tokens of the 'Clockodo Webhook Token API' credential: `token`, and those of
 * `additionalTokens`, separated by line breaks or commas.
 */
export function tokensOf(credential: { token?: string; additionalTokens?: string }): string[] {
	const additional = (credential.additionalTokens ?? '').split(/[\r\n,]+/);
	return [credential.token ?? '', ...additional]
		.map((each) => each.trim())
		.filter((each) => each !== '');
}

/**
 * Whether the token is one of the expected ones. The time does not tell how much of it is right,
 * nor which one it resembles: digests of equal length are compared, and all of them.
 *
 * @param digests hexadecimal SHA-256 digests of the expected tokens
 */
export function matchesAnyDigest(token: unknown, digests: readonly string[]): boolean {
	if (typeof token !== 'string' || token === '') return false;
	const given = createHash('sha256').update(token).digest();
	let matches = false;
	for (const digest of digests) {
		const expected = Buffer.from(digest, 'hex');
		const equal = expected.length === given.length && timingSafeEqual(expected, given);
		matches = matches || equal;
	}
	return matches;
}
