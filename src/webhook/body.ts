import { isRecord, jsonIfText } from '../clockodo/values';

/** The largest body that is read as JSON where n8n has not read it, in bytes. */
const largest = 1_000_000;

/** Stands for a body that is larger. */
export const tooLarge = Symbol('a body that is too large to be read');

/**
 * The body of a request, whatever Content-Type the sender gives: n8n parses what calls itself JSON or
 * a form, and leaves everything else as text or bytes.
 *
 * @param parsed what n8n has made of it
 * @param readRaw gives its bytes or its text; asked only where n8n has not parsed it
 */
export async function readBody(parsed: unknown, readRaw: () => Promise<unknown>): Promise<unknown> {
	if (isRecord(parsed) && !isUnread(parsed)) return parsed;
	// The bytes before what was made of them: JSON in JSON is no body that somebody meant.
	const text = textOf(await readRaw()) ?? (typeof parsed === 'string' ? parsed : undefined);
	if (text === undefined) return parsed;
	if (text === tooLarge || text.length > largest) return tooLarge;
	const read = jsonIfText(text.replace(/^\uFEFF/, ''));
	return typeof read === 'string' ? (formSecret(text) ?? parsed) : read;
}

/** Whether n8n has read nothing, or JSON that calls itself a form: its first field is named like an object then. */
function isUnread(parsed: Record<string, unknown>): boolean {
	const [first] = Object.keys(parsed);
	return first === undefined || first.trimStart().startsWith('{');
}

function textOf(raw: unknown): string | typeof tooLarge | undefined {
	if (typeof raw === 'string') return raw;
	if (!Buffer.isBuffer(raw)) return undefined;
	return raw.length > largest ? tooLarge : raw.toString('utf8');
}

/** A form with nothing but a secret, which a sender may forget to call one. */
function formSecret(text: string): { secret: string } | undefined {
	const match = /^secret=([^&\s]*)$/.exec(text.trim());
	const secret = match && new URLSearchParams(text.trim()).get('secret');
	return typeof secret === 'string' ? { secret } : undefined;
}
