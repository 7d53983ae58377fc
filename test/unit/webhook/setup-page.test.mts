import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import {
	setupPage,
	setupPageHeaders,
	type SetupPageFacts,
} from '../../../src/webhook/setup-page.js';

const minute = 60_000;
const noon = Date.parse('2026-11-24T12:00:00Z');

const pageOf = (facts: Partial<SetupPageFacts>) =>
	setupPage({
		registration: 'manual',
		events: ['entry.stopped'],
		isTest: false,
		state: {},
		now: noon,
		...facts,
	});

/** What a person reads in the part with this title; undefined where there is no such part. */
function part(page: string, title: string): string | undefined {
	return page
		.split(`<h2>${title}</h2>`)
		.at(1)
		?.split('</section>', 1)[0]
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

const titles = (page: string) => [...page.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, title]) => title);
const isWaiting = (page: string) => page.includes('<main data-waits="4">');

describe('the part about the validation', () => {
	const secret = { value: 'the-secret', at: noon };

	it('waits for the secret by itself', () => {
		const page = pageOf({});
		expect(part(page, 'Validation')).toMatch(/^Waiting for Clockodo's secret\. Click Validate/);
		expect(isWaiting(page)).toBe(true);
	});

	it('shows the secret for a quarter of an hour after it came, and then no more', () => {
		const at = (age: number) => pageOf({ state: { secret }, now: noon + age });
		for (const age of [0, 15 * minute - 1]) {
			expect(part(at(age), 'Validation')).toMatch(
				/arrived at 2026-11-24 12:00:00 UTC \. Enter it in Clockodo: the-secret Copy the secret/,
			);
			expect(isWaiting(at(age))).toBe(true);
		}
		for (const age of [15 * minute, 24 * 60 * minute]) {
			expect(at(age)).not.toContain('the-secret');
			expect(part(at(age), 'Validation')).toMatch(/^Waiting/);
		}
	});

	it('says that it is done when a notification has come, and looks no more', () => {
		const page = pageOf({ state: { notificationAt: noon } });
		expect(part(page, 'Validation')).toMatch(/^Done/);
		expect(isWaiting(page)).toBe(false);
	});

	it('shows the secret of a second webhook, though notifications of the first one come', () => {
		const state = { secret, notificationAt: noon };
		const page = pageOf({ state });
		expect(part(page, 'Validation')).toContain('the-secret');
		expect(isWaiting(page)).toBe(true);
		expect(isWaiting(pageOf({ state, now: noon + 15 * minute }))).toBe(false);
	});

	it('asks for nothing where the registration is automatic, and shows no secret', () => {
		const page = pageOf({ registration: 'automatic', state: { secret } });
		expect(part(page, 'Validation')).toBe('Registered automatically: there is nothing to do here.');
		expect(page).not.toContain('the-secret');
		expect(isWaiting(page)).toBe(false);
	});
});

describe('the other parts', () => {
	it('stand in a fixed order, and warn of the test URL before all else', () => {
		const always = ['Validation', 'Last notification', 'Last rejection', 'Listens to'];
		expect(titles(pageOf({}))).toEqual(always);
		const test = pageOf({ isTest: true });
		expect(titles(test)).toEqual(['This is the test URL', ...always]);
		expect(part(test, 'This is the test URL')).toContain('Register the production URL');
	});

	it('tell when the last notification came', () => {
		expect(part(pageOf({}), 'Last notification')).toBe('None yet.');
		const page = pageOf({ state: { notificationAt: noon } });
		expect(part(page, 'Last notification')).toMatch(/^2026-11-24 12:00:00 UTC/);
		expect(page).toContain('<time datetime="2026-11-24T12:00:00.000Z">');
	});

	it.each([
		['token missing', /Enter a token for the webhook/],
		['wrong token', /differ.*Additional Tokens/],
		['not a notification', /Something other than Clockodo/],
		['credential missing', /Choose a credential/],
		['too many validation requests', /requests\.$/],
	] as const)('tell that the last rejection was for "%s", and what to do', (reason, words) => {
		const page = pageOf({ state: { rejection: { reason, at: noon } } });
		const text = part(page, 'Last rejection');
		expect(text).toMatch(new RegExp(`^2026-11-24 12:00:00 UTC : ${reason}\\.`));
		expect(text).toMatch(words);
	});

	it('tell that there was no rejection', () => {
		expect(part(pageOf({}), 'Last rejection')).toBe('None.');
	});

	it.each([
		[['entry.stopped', 'user.created'], 'Entry Stopped User Created'],
		[['entry.stopped', '*'], 'All events'],
		[['entry.exploded'], 'entry.exploded'],
		[[], ''],
	])('name the events %j in words', (events, words) => {
		expect(part(pageOf({ events }), 'Listens to')).toBe(words);
	});
});

describe('the page', () => {
	it('has nothing but its parts below its title', () => {
		const page = pageOf({ registration: 'automatic' });
		expect(page).toMatch(
			/<main><h1>Clockodo Trigger<\/h1>(<section>((?!<\/section>).)*<\/section>){4}<\/main>/,
		);
	});

	it('makes text of what could be markup', () => {
		const state = { secret: { value: `<b>"'&`, at: noon } };
		expect(pageOf({ state })).toContain('<code>&#60;b&#62;&#34;&#39;&#38;</code>');
	});

	it('comes with headers that allow its own style and script, and nothing else', () => {
		const page = pageOf({});
		const hash = (tag: string) => {
			const [, inner] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page) ?? [];
			return `'sha256-${createHash('sha256').update(inner).digest('base64')}'`;
		};
		expect(setupPageHeaders).toEqual({
			'Content-Type': 'text/html; charset=utf-8',
			'Content-Security-Policy': [
				"default-src 'none'",
				`style-src ${hash('style')}`,
				`script-src ${hash('script')}`,
				"connect-src 'self'",
				"base-uri 'none'",
				"form-action 'none'",
				"frame-ancestors 'none'",
			].join('; '),
			'Cache-Control': 'no-store',
			'Referrer-Policy': 'no-referrer',
			'X-Content-Type-Options': 'nosniff',
			'X-Frame-Options': 'DENY',
			'X-Robots-Tag': 'noindex, nofollow',
		});
	});
});
