import { entities } from '../../src/clockodo/entities.js';
import { findEvent } from '../../src/clockodo/events.js';
import type { Webhook } from '../store/data.mjs';
import { plans, limitInWords, type PlanName } from '../store/plans.mjs';
import type { Webhooks } from '../webhooks/webhooks.mjs';
import { html, type Html } from './html.mjs';
import { eventLabel, moment, option, attemptBadge } from './parts.mjs';

/** What n8n's credential needs, as Clockodo's web app shows it under Personal data. */
export interface ApiAccess {
	baseUrl: string;
	email: string;
	apiKey: string;
}

/** The tab 'Webhooks': the plan, the webhooks, and what the API's credential needs. */
export function webhookListPage(webhooks: Webhooks, plan: PlanName, access: ApiAccess): Html {
	return html`<div class="head">
			<h1>Webhooks</h1>
			<a class="button primary" href="/webhooks/new">Add webhook</a>
		</div>
		<p class="lead">
			A webhook tells another program, such as n8n, that something happened here. Each one is for
			one event and has to be validated once.
		</p>
		<section id="webhooks" data-live aria-label="All webhooks">${table(webhooks)}</section>
		<div class="columns">${planBox(webhooks, plan)} ${accessBox(access)}</div>`;
}

function table(webhooks: Webhooks): Html {
	const list = webhooks.list();
	if (list.length === 0) {
		return html`<div class="card empty">
			<p><b>No webhooks yet.</b></p>
			<p class="soft">Add one for the event that you want to hear of.</p>
		</div>`;
	}
	return html`<div class="card flush">
		<table role="table" class="stacked">
			<thead role="rowgroup">
				<tr role="row">
					<th role="columnheader" scope="col">Event</th>
					<th role="columnheader" scope="col">Endpoint URL</th>
					<th role="columnheader" scope="col">State</th>
					<th role="columnheader" scope="col">Last delivery</th>
				</tr>
			</thead>
			<tbody role="rowgroup">
				${list.map((webhook) => row(webhook, webhooks))}
			</tbody>
		</table>
	</div>`;
}

function row({ id, event_name, url, active, last_sent_at }: Webhook, webhooks: Webhooks): Html {
	const last = webhooks.protocol(id).at(0);
	return html`<tr role="row">
		<td role="cell" data-label="Event">
			<a href="/webhooks/${id}"><b>${eventLabel(event_name)}</b></a>
			<span class="soft small">${event_name} · no. ${id}</span>
		</td>
		<td role="cell" data-label="Endpoint URL" class="address">${url}</td>
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
		${leftOver(webhooks)}
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

/** How many webhooks the plan still has room for. */
function leftOver(webhooks: Webhooks): Html {
	const { plan } = webhooks;
	const limit = html`<p>${limitInWords(plan)}.</p>`;
	if (plan.scope === 'all') {
		const left = webhooks.left('entry');
		return html`${limit}
			<p id="left"><b>${left} of ${plan.limit}</b> left.</p>`;
	}
	const used = new Set(webhooks.list().map(({ event_name }) => findEvent(event_name)?.entity));
	const lines = entities
		.filter(({ name }) => used.has(name))
		.map(
			({ name, label }) =>
				html`<li><b>${webhooks.left(name)} of ${plan.limit}</b> for ${label}</li>`,
		);
	return html`${limit}
		<ul id="left" class="lines">
			${lines}
			<li>
				<b>${plan.limit} of ${plan.limit}</b> for ${lines.length > 0 ? 'every other' : 'every'} type
			</li>
		</ul>`;
}

function accessBox({ baseUrl, email, apiKey }: ApiAccess): Html {
	return html`<section class="card" aria-labelledby="access-title">
		<h2 id="access-title">API access</h2>
		<p>For n8n's credential ‘Clockodo API’.</p>
		<dl class="facts">
			<dt>Base URL</dt>
			<dd><code id="api-url">${baseUrl}</code></dd>
			<dt>Email</dt>
			<dd><code id="api-email">${email}</code></dd>
			<dt>API key</dt>
			<dd>
				<details>
					<summary>Show the key</summary>
					<code id="api-key">${apiKey}</code>
				</details>
			</dd>
		</dl>
	</section>`;
}
