import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import type { Received } from '../../../src/webhook/received.js';
import {
	setupPage,
	setupPageHeaders,
	type SetupPageFacts,
} from '../../../src/webhook/setup-page.js';

const minute = 60_000;
const noon = Date.parse('2026-11-24T12:00:00Z');
const since = Date.parse('2026-11-24T08:00:00Z');

const pageOf = (facts: Partial<SetupPageFacts>) =>
	setupPage({
		registration: 'manual',
		events: ['entry.stopped'],
		isTest: false,
		received: { since },
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

describe('where it stands', () => {
	const secret = { value: 'the-secret', at: noon };
	const stands = (received: Partial<Received>, more: Partial<SetupPageFacts> = {}) =>
		part(pageOf({ received: { since, ...received }, ...more }), 'Where it stands');

	it('is the first thing, and looks for news by itself', () => {
		const page = pageOf({});
		expect(stands({})).toMatch(/^Waiting for Clockodo's secret\. Click Validate/);
		expect(titles(page)[0]).toBe('Where it stands');
		expect(isWaiting(page)).toBe(true);
		expect(page).toContain('since n8n was started at <time datetime="2026-11-24T08:00:00.000Z">');
	});

	it('is what came last', () => {
		const rejection = { reason: 'wrong token', at: noon + 2 } as const;
		expect(stands({ secret })).toMatch(/secret is here: enter it/);
		expect(stands({ secret: { at: noon } })).toMatch(/not shown any more\. If it was entered/);
		expect(stands({ secret, notificationAt: noon + 1 })).toMatch(/^Done/);
		expect(stands({ secret, notificationAt: noon + 1, rejection })).toMatch(
			/turned away: wrong token/,
		);
		expect(stands({ notificationAt: noon + 3, rejection })).toMatch(/^Done/);
	});

	it('does not wait for a secret again when all that came is a notification', () => {
		expect(stands({ secret: { at: noon }, notificationAt: noon + 1 })).toMatch(/^Done/);
		expect(stands({ notificationAt: noon })).toMatch(/^Done/);
	});

	it('says with automatic registration what came last, too', () => {
		const rejection = { reason: 'wrong token', at: noon } as const;
		const automatic = { registration: 'automatic' } as const;
		expect(stands({ notificationAt: noon }, automatic)).toMatch(/^Done/);
		expect(stands({ notificationAt: noon - 1, rejection }, automatic)).toMatch(/turned away/);
		expect(stands({ secret: { at: noon + 1 }, rejection }, automatic)).toMatch(/turned away/);
	});

	it('gives each part the time since when it is so: of several processes the newest counts', () => {
		const rejection = { reason: 'wrong token', at: noon + 2 } as const;
		const times = (received: Partial<Received>, more: Partial<SetupPageFacts> = {}) =>
			Object.fromEntries(
				[
					...pageOf({ received: { since, ...received }, ...more }).matchAll(
						/<section id="(\w+)" data-at="(\d+)"/g,
					),
				].map(([, id, at]) => [id, Number(at) && Number(at) - noon]),
			);
		expect(times({})).toEqual({ now: 0, secret: 0, notification: 0, rejection: 0 });
		const all = { secret: { value: 's', at: noon + 3 }, notificationAt: noon + 1, rejection };
		expect(times(all)).toEqual({ now: 3, secret: 3, notification: 1, rejection: 2 });
		const automatic = { registration: 'automatic' } as const;
		expect(times(all, automatic)).toEqual({ now: 2, secret: 0, notification: 1, rejection: 2 });
	});

	it('says what was not readable, and why', () => {
		const rejection = { reason: 'not a notification', details: 'no ID', at: noon } as const;
		expect(stands({ rejection })).toContain('turned away: not a notification: no ID.');
	});

	it('asks for nothing where the registration is automatic, and shows no secret', () => {
		const automatic = { registration: 'automatic' } as const;
		expect(stands({ secret }, automatic)).toBe(
			'Registered automatically: there is nothing to do here.',
		);
		const page = pageOf({ ...automatic, received: { since, secret } });
		expect(page).not.toContain('the-secret');
		expect(isWaiting(page)).toBe(false);
	});
});

describe('the secret', () => {
	const secret = { value: 'the-secret', at: noon };

	it('is there with the time at which it came, and says until when', () => {
		const page = pageOf({ received: { since, secret } });
		expect(part(page, 'Secret')).toMatch(
			/arrived at 2026-11-24 12:00:00 UTC \. Enter it in Clockodo: the-secret Copy the secret/,
		);
		const until = noon + 15 * minute;
		expect(page).toContain(`<section id="secret" data-at="${noon}" data-until="${until}">`);
	});

	it('stays where notifications of another webhook come', () => {
		const page = pageOf({ received: { since, secret, notificationAt: noon + 1 } });
		expect(part(page, 'Secret')).toContain('the-secret');
	});

	it('is not there any more when its value is forgotten', () => {
		const page = pageOf({ received: { since, secret: { at: noon } } });
		expect(part(page, 'Secret')).toBeUndefined();
	});
});

describe('the other parts', () => {
	it('stand in a fixed order, and warn of the test URL before all else', () => {
		const always = ['Where it stands', 'Last notification', 'Last rejection', 'Listens to'];
		expect(titles(pageOf({}))).toEqual(always);
		const test = pageOf({ isTest: true });
		expect(titles(test)).toEqual(['This is the test URL', ...always]);
		expect(part(test, 'This is the test URL')).toContain('Register the production URL');
	});

	it('tell when the last notification came', () => {
		expect(part(pageOf({}), 'Last notification')).toBe('None yet.');
		const page = pageOf({ received: { since, notificationAt: noon } });
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
		const page = pageOf({ received: { since, rejection: { reason, at: noon } } });
		const text = part(page, 'Last rejection');
		expect(text).toMatch(new RegExp(`2026-11-24 12:00:00 UTC , was turned away: ${reason}\\.`));
		expect(text).toMatch(words);
	});

	it('tell what looking has found, and say nothing of webhooks where that is nothing', () => {
		const looking = (found: number, untold: number) =>
			part(
				pageOf({ looks: { areOn: true, known: { lastAt: noon, found, untold }, silent: [] } }),
				'Looking for changes',
			);
		expect(looking(0, 0)).toBe('Last look: 2026-11-24 12:00:00 UTC Changes found: none yet.');
		expect(looking(3, 1)).toMatch(/Changes found: 3\. No webhook had told 1 of them\.$/);
	});

	it('tell of a rejection below only where the first part does not', () => {
		const rejection = { reason: 'wrong token', at: noon } as const;
		const isHidden = (received: Partial<Received>, more: Partial<SetupPageFacts> = {}) =>
			/<section id="rejection"[^>]* hidden>/.test(
				pageOf({ received: { since, rejection, ...received }, ...more }),
			);
		expect(isHidden({})).toBe(true);
		expect(isHidden({ notificationAt: noon - 1 })).toBe(true);
		expect(isHidden({ notificationAt: noon + 1 })).toBe(false);
		expect(isHidden({ secret: { at: noon + 1 } })).toBe(false);
		// With automatic registration no secret is told of.
		expect(isHidden({ secret: { at: noon + 1 } }, { registration: 'automatic' })).toBe(true);
		expect(isHidden({ rejection: undefined })).toBe(false);
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
	it('has nothing but its parts below its title, and since when it knows', () => {
		const page = pageOf({ registration: 'automatic' });
		expect(page).toMatch(
			/<main><h1>Clockodo Trigger<\/h1>(<section[^>]*>((?!<\/section>).)*<\/section>){5}<p class="soft">((?!<\/p>).)*<\/p><\/main>/,
		);
	});

	it('makes text of what could be markup', () => {
		const received = { since, secret: { value: `<b>"'&`, at: noon } };
		expect(pageOf({ received })).toContain('<code>&#60;b&#62;&#34;&#39;&#38;</code>');
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
