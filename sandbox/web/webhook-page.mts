import type { SendResult, Webhook } from '../store/data.mjs';
import type { Webhooks } from '../webhooks/webhooks.mjs';
import { noErrors, type FormErrors, type FormValues } from './form-values.mjs';
import { html, type Content, type Html } from './html.mjs';
import { action, errorSummary, eventLabel, field, moment, attemptBadge } from './parts.mjs';
import { webhookSettings } from './webhook-form.mjs';
import { stateBadge } from './webhook-list.mjs';

/** The newest attempts that the page shows; the API gives all that are kept. */
const SHOWN_ATTEMPTS = 50;

export interface WebhookPageState {
	/** What became of the last secret that was sent, since the sandbox was started. */
	handshake?: SendResult & { sent_at: string };
	/** A form that was refused: what was typed, and what is wrong. */
	settings?: { values: FormValues; errors: FormErrors };
	secret?: { value: string; errors: FormErrors };
	/** Whose endpoint it is. */
	endpointName?: string;
}

/** The page of one webhook: its validation, its settings, its protocol. */
export function webhookPage(webhook: Webhook, webhooks: Webhooks, state: WebhookPageState): Html {
	const { values, errors } = state.settings ?? { values: {}, errors: noErrors };
	return html`<p class="back"><a href="/">Webhooks</a></p>
		<div class="head">
			<h1>${eventLabel(webhook.event_name)} ${stateBadge(webhook.active)}</h1>
			<a class="button danger" href="/webhooks/${webhook.id}/delete" data-dialog="delete-dialog">
				Delete webhook
			</a>
		</div>
		<p class="lead address">
			${state.endpointName !== undefined && html`<b>${state.endpointName}</b> · `}${webhook.url}
		</p>
		<div class="columns">
			${validation(webhook, state)} ${webhookSettings(webhook, values, errors)}
		</div>
		<section id="protocol" data-live aria-labelledby="protocol-title">
			${protocol(webhook, webhooks)}
		</section>
		<dialog id="delete-dialog" aria-labelledby="delete-title">${deleteQuestion(webhook)}</dialog>`;
}

/** The question before a webhook is deleted, for a page of its own where no script runs. */
export function deleteWebhookPage(webhook: Webhook): Html {
	return html`<p class="back">
			<a href="/webhooks/${webhook.id}">${eventLabel(webhook.event_name)}</a>
		</p>
		<div class="card narrow">${deleteQuestion(webhook)}</div>`;
}

function deleteQuestion({ id, event_name }: Webhook): Html {
	return html`<h2 id="delete-title">Delete this webhook?</h2>
		<p>
			‘${eventLabel(event_name)}’ is not sent to this URL any more, and its protocol is gone. This
			cannot be undone.
		</p>
		<form method="post" action="/webhooks/${id}/delete" class="buttons">
			<button class="danger">Delete webhook</button>
			<a class="button" href="/webhooks/${id}" data-close>Keep it</a>
		</form>`;
}

function validation(webhook: Webhook, state: WebhookPageState): Html {
	return html`<section class="card" id="validation" aria-labelledby="validation-title">
		<h2 id="validation-title">Validation</h2>
		${webhook.active
			? html`<p class="good">Validated ${moment(webhook.validated_at)}. Events are sent.</p>
					<details ${state.secret && html`open`}>
						<summary>Validate again</summary>
						${steps(webhook, state)}
					</details>`
			: html`<p>Nothing is sent before the endpoint has shown that it belongs to you.</p>
					${steps(webhook, state)}`}
	</section>`;
}

function steps({ id, active }: Webhook, { handshake, secret }: WebhookPageState): Html {
	return html`<ol class="steps">
		<li>
			<p>Send a secret to the endpoint.</p>
			${action(
				`/webhooks/${id}/validate`,
				'Validate webhook',
				{},
				{ kind: active || handshake ? 'plain' : 'primary' },
			)}
			${handshake && handshakeResult(handshake)}
		</li>
		<li>
			<p>Read the secret at the endpoint, and enter it here.</p>
			<form method="post" action="/webhooks/${id}/confirm" novalidate>
				${errorSummary(secret?.errors.general ?? [])}
				${field({
					name: 'secret',
					label: 'Secret',
					required: true,
					error: secret?.errors.fields.secret,
					hint: 'In n8n: open the Production URL in a browser, or look into the executions.',
					control: (tied) =>
						html`<input
							type="text"
							autocomplete="off"
							spellcheck="false"
							class="code"
							placeholder="XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX"
							value="${secret?.value}"
							${tied}
						/>`,
				})}
				<button class="${handshake && !active ? 'primary' : 'plain'}">Confirm secret</button>
			</form>
		</li>
	</ol>`;
}

function handshakeResult(handshake: SendResult & { sent_at: string }): Content {
	const { status_code, duration_ms, error, sent_at } = handshake;
	return error
		? html`<p class="error outcome" id="handshake" role="status">
				The secret did not arrive. ${error} ${moment(sent_at)}
			</p>`
		: html`<p class="good outcome" id="handshake" role="status">
				The secret was sent; the endpoint answered ${status_code} after ${duration_ms} ms.
				${moment(sent_at)}
			</p>`;
}

function protocol({ id, active }: Webhook, webhooks: Webhooks): Html {
	const attempts = webhooks.protocol(id);
	const head = html`<div class="head">
		<h2 id="protocol-title">Protocol</h2>
		<p class="soft small">Newest first; refreshes by itself.</p>
	</div>`;
	if (attempts.length === 0) {
		return html`${head}
			<div class="card empty">
				<p class="soft">
					${active
						? html`Nothing was sent yet. <a href="/actions">Make something happen.</a>`
						: 'Nothing was sent yet: the webhook has to be validated first.'}
				</p>
			</div>`;
	}
	return html`${head}
		<div class="card flush">
			<table role="table" class="stacked">
				<thead role="rowgroup">
					<tr role="row">
						${['Sent', 'Event', 'ID', 'Attempt', 'Answer', 'Took', 'What went wrong'].map(
							(label) => html`<th role="columnheader" scope="col">${label}</th>`,
						)}
					</tr>
				</thead>
				<tbody role="rowgroup">
					${attempts.slice(0, SHOWN_ATTEMPTS).map(
						(each) =>
							html`<tr role="row">
								<td role="cell" data-label="Sent">${moment(each.sent_at)}</td>
								<td role="cell" data-label="Event">${each.event_name}</td>
								<td role="cell" data-label="ID">${each.resource_id}</td>
								<td role="cell" data-label="Attempt">${each.attempt}</td>
								<td role="cell" data-label="Answer">${attemptBadge(each)}</td>
								<td role="cell" data-label="Took">${each.duration_ms} ms</td>
								<td role="cell" data-label="What went wrong">
									${each.error ?? html`<span class="soft">–</span>`}
								</td>
							</tr>`,
					)}
				</tbody>
			</table>
			${attempts.length > SHOWN_ATTEMPTS &&
			html`<p class="soft small more">
				The newest ${SHOWN_ATTEMPTS} of ${attempts.length} attempts.
			</p>`}
		</div>`;
}
