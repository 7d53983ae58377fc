/**
 * The forms in which an API may keep the URL of a webhook.
 *
 * Guessed: the vendor states none, and `as_given` is the sandbox's own.
 */
export const urlForms = ['as_given', 'normal', 'slash'] as const;

export type UrlForm = (typeof urlForms)[number];

/**
 * `normal`: scheme and host in lower case, a host of other letters in punycode, no default port;
 * `slash`: that, with one more slash at the end of the path.
 */
export function keptUrl(form: UrlForm, url: string): string {
	if (form === 'as_given') return url;
	const address = new URL(url);
	if (form === 'slash' && !address.pathname.endsWith('/')) address.pathname += '/';
	return address.href;
}
