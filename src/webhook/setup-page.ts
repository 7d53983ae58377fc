import { createHash } from 'crypto';
import { findEvent } from '../clockodo/events';
import { isRecord } from '../clockodo/values';
import { secretShownFor, type Received, type RejectionReason } from './received';

/** What the setup page may show; nothing else of the node reaches it. */
export interface SetupPageFacts {
	registration: 'manual' | 'automatic';
	/** Names of events; `*` stands for all. */
	events: readonly string[];
	/** Whether this is the URL of 'Listen for test event'. */
	isTest: boolean;
	/** What the process that answers has received; others of the same n8n may have received more. */
	received: Received;
	/** What is known of the looks for changes. */
	looks?: LooksFacts;
	/** What the test URL's button sends, as `absence`; undefined where no event is chosen. */
	sample?: string;
	/** Milliseconds since 1970. */
	now: number;
}

/** Looks for changes beside the webhooks. */
export interface LooksFacts {
	/** Whether the trigger looks at all. */
	areOn: boolean;
	/** Undefined where another process of n8n looks. Times in milliseconds since 1970. */
	known?: {
		lastAt?: number;
		nextAt?: number;
		found: number;
		untold: number;
		problem?: { message: string; at: number };
	};
	/** Names of events whose webhook tells nothing any more. */
	silent: readonly string[];
}

/** What the button of the test URL posts, in the place of a notification. */
export const sampleRequest = { test_event: 'newest' } as const;

/** Whether the body is the button's. */
export function isSampleRequest(body: unknown): boolean {
	return isRecord(body) && body.test_event === sampleRequest.test_event;
}

/** Seconds between two looks for something new. */
const refresh = 4;

const style = `:root{color-scheme:light dark;--ink:#1d2433;--soft:#5a6478;--card:#fff;--back:#f3f5f9;--line:#d9dee8;--good:#17683a;--bad:#a3242b;--act:#1c57c4}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf4;--soft:#a8b2c5;--card:#1c222e;--back:#12161e;--line:#343c4d;--good:#6fd39b;--bad:#ff9a9f;--act:#8db4ff}}
*{box-sizing:border-box}body{margin:0;padding:1.5rem 1rem;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:auto}h1{font-size:1.35rem;margin:0 0 1rem}h2{font-size:1rem;margin:0 0 .35rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;margin:0 0 .8rem}
p{margin:.25rem 0}.soft{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}ul{margin:.25rem 0;padding-left:1.2rem}
code{display:block;font:600 1.05rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere;padding:.7rem;border:1px dashed var(--act);border-radius:.4rem;margin:.5rem 0;user-select:all}
button{font:inherit;padding:.5rem 1rem;border:0;border-radius:.4rem;background:var(--act);color:var(--card);cursor:pointer}`;

/**
 * Local times, the copy button, and a look every few seconds. Behind one URL several processes may
 * answer, and each knows what it has received itself: of each part of the page the newest stays, a
 * secret until its time is over. A rejection that the first part tells of is not told twice.
 */
const script = `let shown;
const at=e=>Number(e&&e.dataset.at||0),old=e=>Number(e&&e.dataset.until||Infinity)<Date.now();
function arrange(){const m=document.querySelector('main');for(const t of m.querySelectorAll('time'))t.textContent=new Date(t.dateTime).toLocaleString();
const b=m.querySelector('#secret button'),c=m.querySelector('code');const w=m.querySelector('#now'),r=m.querySelector('#rejection');r.hidden=at(r)>0&&at(r)===at(w);
if(b)b.onclick=async()=>{try{await navigator.clipboard.writeText(c.textContent);b.textContent='Copied'}catch{getSelection().selectAllChildren(c);b.textContent='Selected: copy it with your keyboard'}};
const t=m.querySelector('#sample');if(t)t.onclick=send;
if(m.dataset.waits)setTimeout(look,m.dataset.waits*1000)}
async function send(){const o=document.querySelector('#sent');try{const r=await fetch(location.href,{method:'POST',headers:{'content-type':'application/json'},body:'${JSON.stringify(sampleRequest)}'});o.textContent=r.ok?'Sent: look at the editor.':'n8n does not listen any more: click Execute step again.'}catch{o.textContent='n8n did not answer.'}}
function merge(m,n){for(const e of n.querySelectorAll('section[id]')){const o=m.querySelector('#'+e.id);if(o&&at(o)>at(e)&&!old(o))e.replaceWith(o.cloneNode(true))}}
async function look(){const m=document.querySelector('main');let n;try{if(!document.hidden)n=new DOMParser().parseFromString(await(await fetch(location.href,{headers:{accept:'text/html'}})).text(),'text/html').querySelector('main')}catch{}
if(n&&(n.innerHTML!==shown||[...m.querySelectorAll('[data-until]')].some(old))){shown=n.innerHTML;merge(m,n);m.replaceWith(n);arrange()}else setTimeout(look,m.dataset.waits*1000)}
shown=document.querySelector('main').innerHTML;arrange();`;

const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The headers that go with the page: nothing foreign is loaded, nothing is kept, nobody frames it. */
export const setupPageHeaders: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src ${source(style)}; script-src ${source(script)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** The page that the webhook's URL shows to a person's browser: where the setup stands, and why nothing arrives. */
export function setupPage(facts: SetupPageFacts): string {
	const { received, registration } = facts;
	const waits = registration === 'manual' ? ` data-waits="${refresh}"` : '';
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Clockodo Trigger: setup</title><style>${style}</style></head><body><main${waits}><h1>Clockodo Trigger</h1>${[
		testNotice(facts),
		present(facts),
		silence(facts.looks),
		secretToEnter(facts),
		lastNotification(received),
		lastRejection(facts),
		lookingSection(facts.looks),
		listening(facts.events),
		`<p class="soft">This page knows what has come since n8n was started at ${time(received.since)}.</p>`,
	].join('')}</main><script>${script}</script></body></html>`;
}

function testNotice({ isTest, sample, registration }: SetupPageFacts): string {
	if (!isTest) return '';
	const button =
		sample === undefined || registration !== 'manual'
			? ''
			: `<button type="button" id="sample">Send the newest ${escape(sample)} as a test event</button><p class="soft" role="status" id="sent"></p>`;
	return section(
		'This is the test URL',
		`<p class="bad">It works only while n8n listens for a test event. Register the production URL in Clockodo.</p>${button}`,
	);
}

/** Above all else that is fine. */
function silence({ silent = [] }: Partial<LooksFacts> = {}): string {
	if (silent.length === 0) return '';
	const names = silent.map((name) => `<b>${escape(findEvent(name)?.label ?? name)}</b>`).join(', ');
	return section(
		'A webhook is silent',
		`<p class="bad" role="status">Clockodo seems to have switched this webhook off: ${names}. Several changes in a row were found that it had not told.</p><p>Look at the webhook in Clockodo, and validate it again. Until then, the changes come with the next look.</p>`,
	);
}

function lookingSection(looks: LooksFacts | undefined): string {
	if (!looks) return '';
	const { areOn, known } = looks;
	const title = 'Looking for changes';
	if (!areOn) {
		return section(title, '<p class="soft">Catch Up is off: what no webhook tells is lost.</p>');
	}
	if (!known) {
		return section(
			title,
			'<p class="soft">Another process of this n8n looks. What it finds stands in the executions list.</p>',
		);
	}
	const { lastAt, nextAt, found, untold, problem } = known;
	const lines = [
		problem &&
			`<p class="bad">${escape(problem.message)} <span class="soft">(${time(problem.at)})</span></p>`,
		lastAt === undefined
			? '<p class="soft">No look has ended yet.</p>'
			: `<p>Last look: ${time(lastAt)}</p>`,
		nextAt !== undefined && `<p>Next look: about ${time(nextAt)}</p>`,
		found === 0
			? '<p>Changes found: none yet.</p>'
			: `<p>Changes found: ${found}. No webhook had told ${untold} of them.</p>`,
	];
	return section(title, lines.filter(Boolean).join(''), { id: 'looks', at: lastAt });
}

/** When the last thing came that the page tells of, in milliseconds since 1970; 0 where nothing did. */
function newestAt({ received, registration }: SetupPageFacts): number {
	const { secret, notificationAt = 0, rejection } = received;
	const secretAt = registration === 'manual' ? (secret?.at ?? 0) : 0;
	return Math.max(notificationAt, secretAt, rejection?.at ?? 0);
}

/** The present truth, by what came last: it stands first, and nothing below it says otherwise. */
function present(facts: SetupPageFacts): string {
	const { secret, notificationAt = 0, rejection } = facts.received;
	const newest = newestAt(facts);
	const words = () => {
		if (rejection && rejection.at === newest) return turnedAway(rejection);
		if (notificationAt > 0 && notificationAt === newest) return done;
		if (facts.registration === 'automatic') return nothingToDo;
		if (!secret) return waiting;
		return secret.value === undefined ? hiddenSecret(secret.at) : newSecret;
	};
	return section('Where it stands', words(), { id: 'now', at: newest });
}

const done = '<p class="good">Done: notifications arrive with the right token.</p>';
const nothingToDo = '<p>Registered automatically: there is nothing to do here.</p>';
const newSecret =
	'<p class="good" role="status">Clockodo\'s secret is here: enter it in Clockodo.</p>';
const waiting =
	'<p role="status">Waiting for Clockodo\'s secret. Click <b>Validate webhook</b> in Clockodo; the secret appears here by itself.</p><p class="soft">Was the webhook validated before? Then there is nothing to do: the next event starts the workflow.</p><noscript><p>Reload this page to see it.</p></noscript>';

function hiddenSecret(at: number): string {
	return `<p>A secret arrived at ${time(at)}; it is not shown any more. If it was entered in Clockodo, all is done: the next event starts the workflow. If not, click <b>Validate webhook</b> in Clockodo once more.</p>`;
}

/** Also while notifications arrive: it may be a second webhook's. */
function secretToEnter({ registration, received: { secret } }: SetupPageFacts): string {
	const value = registration === 'manual' ? secret?.value : undefined;
	if (!secret || value === undefined) return '<section id="secret" data-at="0" hidden></section>';
	return section(
		'Secret',
		`<p>It arrived at ${time(secret.at)}. Enter it in Clockodo:</p><code>${escape(value)}</code><button type="button">Copy the secret</button><p class="soft">It is shown for 15 minutes. Each validation has a secret of its own.</p>`,
		{ id: 'secret', at: secret.at, until: secret.at + secretShownFor },
	);
}

function lastNotification({ notificationAt }: Received): string {
	return section(
		'Last notification',
		notificationAt === undefined
			? '<p class="soft">None yet.</p>'
			: `<p>${time(notificationAt)}</p>`,
		{ id: 'notification', at: notificationAt },
	);
}

const advice: Partial<Record<RejectionReason, string>> = {
	'token missing':
		'Enter a token for the webhook in Clockodo, the same one as in the n8n credential.',
	'wrong token':
		'The token in Clockodo and the one in the n8n credential differ. Several webhooks on this URL: put each token into Additional Tokens.',
	'not a notification': 'Something other than Clockodo called this URL.',
	'credential missing': 'Choose a credential in the node, then publish the workflow again.',
};

function turnedAway({ reason, details, at }: NonNullable<Received['rejection']>): string {
	const what = details === undefined ? reason : `${reason}: ${details}`;
	return `<p class="bad">The last request, at ${time(at)}, was turned away: ${escape(what)}.</p><p>${advice[reason] ?? ''}</p>`;
}

/** Hidden where it is the newest of all: the first part tells of it. */
function lastRejection(facts: SetupPageFacts): string {
	const { rejection } = facts.received;
	const isHidden = rejection?.at === newestAt(facts);
	const known = { id: 'rejection', at: rejection?.at, isHidden };
	return rejection
		? section('Last rejection', turnedAway(rejection), known)
		: section('Last rejection', '<p class="soft">None.</p>', known);
}

function listening(events: readonly string[]): string {
	const items = events.includes('*')
		? '<li>All events</li>'
		: events.map((name) => `<li>${escape(findEvent(name)?.label ?? name)}</li>`).join('');
	return section('Listens to', `<ul>${items}</ul>`);
}

/** @param known names the section, and says since when and until when it is true (milliseconds since 1970) */
function section(
	title: string,
	content: string,
	known?: { id: string; at?: number; until?: number; isHidden?: boolean },
): string {
	const until = known?.until === undefined ? '' : ` data-until="${known.until}"`;
	const hidden = known?.isHidden ? ' hidden' : '';
	const data = known ? ` id="${known.id}" data-at="${known.at ?? 0}"${until}${hidden}` : '';
	return `<section${data}><h2>${title}</h2>${content}</section>`;
}

function time(milliseconds = 0): string {
	const iso = new Date(milliseconds).toISOString();
	return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
