import { html, type Content } from './html.mjs';
import type { Notice } from './notices.mjs';

/** The two halves of the page: what Clockodo's web app has, and what only a sandbox has. */
const tabs = [
	{ path: '/', label: 'Webhooks' },
	{ path: '/actions', label: 'Make things happen' },
] as const;

export type TabPath = (typeof tabs)[number]['path'];

export interface Page {
	title: string;
	tab: TabPath;
	content: Content;
	notice?: Notice;
}

/** Nothing foreign is loaded, nothing inline runs, no other page may frame it. */
export const pageHeaders: Readonly<Record<string, string>> = {
	'Content-Security-Policy':
		"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'same-origin',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
};

/** A whole page. */
export function layout({ title, tab, content, notice }: Page): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title} · Clockodo-style sandbox</title>
				<link rel="icon" href="/assets/icon.svg" />
				<link rel="stylesheet" href="/assets/page.css" />
				<script type="module" src="/assets/page.js"></script>
			</head>
			<body>
				<a class="skip" href="#main">Skip to the content</a>
				<header class="top">
					<div class="bar">
						<p class="brand">
							<img src="/assets/icon.svg" alt="" width="28" height="28" />
							<span>Time tracking <span class="badge">Sandbox, not Clockodo</span></span>
						</p>
						<nav aria-label="Main">
							<ul class="tabs">
								${tabs.map(
									({ path, label }) =>
										html`<li>
											<a href="${path}" ${path === tab ? html`aria-current="page"` : ''}
												>${label}</a
											>
										</li>`,
								)}
							</ul>
						</nav>
					</div>
				</header>
				<main id="main" tabindex="-1">${notice && noticeBox(notice)} ${content}</main>
				<footer>
					<p>
						This is a sandbox that runs on your own machine, not Clockodo. It belongs to the project
						n8n-nodes-clockodo; everybody and everything in it is made up.
					</p>
				</footer>
			</body>
		</html>`.toString();
}

function noticeBox({ kind, text }: Notice) {
	return html`<p class="notice ${kind}" role="${kind === 'error' ? 'alert' : 'status'}">
		${text}
	</p>`;
}
