import { entities, type EntityName } from '../../src/clockodo/entities.js';
import { findEvent } from '../../src/clockodo/events.js';
import type { Webhook } from '../store/data.mjs';
import { plans, limitInWords, type PlanName } from '../store/plans.mjs';
import type { Webhooks } from '../webhooks/webhooks.mjs';
import { html, type Html } from './html.mjs';
import { attemptBadge, copyButton, eventLabel, moment, option } from './parts.mjs';

/** Whose endpoint a URL is, for people, where somebody has said it. */
export type EndpointNames = ReadonlyMap<string, string>;

/** What n8n's credential needs, as Clockodo's web app shows it under Personal data. */
export interface ApiAccess {
	baseUrl: string;
	email: string;
	apiKey: string;
}

/** The tab 'Webhooks': the plan, the webhooks, and what the API's credential needs. */
export function webhookListPage(
	webhooks: Webhooks,
	plan: PlanName,
	access: ApiAccess,
	endpointNames: EndpointNames,
): Html {
	return html`<div class="head">
			<h1>Webhooks</h1>
			<a class="button primary" href="/webhooks/new">Add webhook</a>
		</div>
		<p class="lead">
			A webhook tells another program, such as n8n, that something happened here. Each one is for
			one event and has to be validated once.
		</p>
		<section id="webhooks" data-live aria-label="All webhooks">
			${endpoints(webhooks, endpointNames)}
		</section>
		<div class="columns">${planBox(webhooks, plan)} ${accessBox(access)}</div>`;
}

/** The webhooks of each URL together: a program that wants several events has a webhook for each. */
function endpoints(webhooks: Webhooks, names: EndpointNames): Html {
	const list = webhooks.list();
	if (list.length === 0) {
		return html`<div class="card empty">
			<p><b>No webhooks yet.</b></p>
			<p class="soft">Add one for the event that you want to hear of.</p>
		</div>`;
	}
	const urls = [...new Set(list.map(({ url }) => url))];
	return html`${urls.map((url, index) => {
		const own = list.filter((webhook) => webhook.url === url);
		return endpoint(url, `endpoint-${index + 1}`, names.get(url), own, webhooks);
	})}`;
}

function endpoint(
	url: string,
	id: string,
	name: string | undefined,
	own: Webhook[],
	webhooks: Webhooks,
): Html {
	return html`<div class="card flush">
		<div class="caption" id="${id}">
			${name !== undefined && html`<h2>${name}</h2>`}
			<p class="address ${name === undefined ? '' : 'soft small'}">${url}</p>
		</div>
		<table role="table" class="stacked" aria-labelledby="${id}">
			<thead role="rowgroup">
				<tr role="row">
					<th role="columnheader" scope="col">Event</th>
					<th role="columnheader" scope="col">State</th>
					<th role="columnheader" scope="col">Last delivery</th>
				</tr>
			</thead>
			<tbody role="rowgroup">
				${own.map((webhook) => row(webhook, webhooks))}
			</tbody>
		</table>
	</div>`;
}

function row({ id, event_name, active, last_sent_at }: Webhook, webhooks: Webhooks): Html {
	const last = webhooks.protocol(id).at(0);
	return html`<tr role="row">
		<td role="cell" data-label="Event">
			<a href="/webhooks/${id}"><b>${eventLabel(event_name)}</b></a>
			<span class="soft small">${event_name} · no. ${id}</span>
		</td>
		<td role="cell" data-label="State">${stateBadge(active)}</td>
		<td role="cell" data-label="Last delivery">
			${moment(last_sent_at)} ${last && attemptBadge(last)}
		</td>
	</tr>`;
}

export function stateBadge(active: boolean): Html {
	return active
		? html`<span class="state good">Active</span>`
		: html`<span class="state wait">Not validated</span>`;
}

function planBox(webhooks: Webhooks, current: PlanName): Html {
	return html`<section class="card" id="plan" aria-labelledby="plan-title">
		<h2 id="plan-title">Plan</h2>
		${inUse(webhooks)}
		<form method="post" action="/plan" class="inline">
			<label for="plan-name">Plan</label>
			<select id="plan-name" name="plan">
				${Object.entries(plans).map(([name, { label }]) => option(name, label, name === current))}
			</select>
			<button>Change plan</button>
		</form>
		${webhooks.plan.budgetNotifications
			? ''
			: html`<p class="hint">Budget notifications are sent in the Enterprise plan only.</p>`}
	</section>`;
}

/** How many of the plan's webhooks there are. */
function inUse(webhooks: Webhooks): Html {
	const { plan } = webhooks;
	const list = webhooks.list();
	const limit = html`<p>${limitInWords(plan)}.</p>`;
	const used = (count: number) => html`<b>${count} of ${plan.limit}</b> in use`;
	if (plan.scope === 'all') {
		return html`${limit}
			<p id="in-use">${used(list.length)}.</p>`;
	}
	const ofEntity = (name: EntityName) =>
		list.filter(({ event_name }) => findEvent(event_name)?.entity === name).length;
	const lines = entities
		.filter(({ name }) => ofEntity(name) > 0)
		.map(({ name, label }) => html`<li>${label}: ${used(ofEntity(name))}</li>`);
	return html`${limit}
		<ul id="in-use" class="lines">
			${lines}
			<li>${lines.length > 0 ? 'Every other type' : 'Every type'}: ${used(0)}</li>
		</ul>`;
}

function accessBox({ baseUrl, email, apiKey }: ApiAccess): Html {
	return html`<section class="card" aria-labelledby="access-title">
		<h2 id="access-title">API access</h2>
		<p>For n8n's credential ‘Clockodo API’.</p>
		<dl class="facts">
			<dt>Base URL</dt>
			<dd><code id="api-url">${baseUrl}</code> ${copyButton('api-url', 'Base URL')}</dd>
			<dt>Email</dt>
			<dd><code id="api-email">${email}</code> ${copyButton('api-email', 'email')}</dd>
			<dt>API key</dt>
			<dd>
				<details>
					<summary>Show the key</summary>
					<code id="api-key">${apiKey}</code>
				</details>
				${copyButton('api-key', 'API key')}
			</dd>
		</dl>
	</section>`;
}
