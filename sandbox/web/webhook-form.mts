import type { Webhook } from '../store/data.mjs';
import type { FormErrors, FormValues } from './form-values.mjs';
import { attributes, html, type Html } from './html.mjs';
import { errorSummary, eventOptions, field, option } from './parts.mjs';

/** The fields of a webhook, by the names of the API's body. */
export const webhookFields = ['event_name', 'url', 'token'] as const;

/** The page on which a webhook is created. */
export function newWebhookPage(values: FormValues, errors: FormErrors): Html {
	return html`<p class="back"><a href="/">Webhooks</a></p>
		<h1>Add webhook</h1>
		<form method="post" action="/webhooks" class="card narrow" novalidate>
			${errorSummary(errors.general)} ${fields(values, errors, 'new')}
			<div class="buttons">
				<button class="primary">Create webhook</button>
				<a class="button" href="/">Cancel</a>
			</div>
		</form>`;
}

/** The form in which a webhook is changed. */
export function webhookSettings(webhook: Webhook, values: FormValues, errors: FormErrors): Html {
	return html`<section class="card" aria-labelledby="settings-title">
		<h2 id="settings-title">Settings</h2>
		<form method="post" action="/webhooks/${webhook.id}" novalidate>
			${errorSummary(errors.general)}
			${fields({ event_name: webhook.event_name, url: webhook.url, ...values }, errors, 'edit')}
			<div class="buttons"><button class="primary">Save</button></div>
		</form>
	</section>`;
}

function fields(values: FormValues, { fields: errors }: FormErrors, mode: 'new' | 'edit'): Html {
	const isNew = mode === 'new';
	return html`${field({
		name: 'event_name',
		label: 'Event',
		required: true,
		error: errors.event_name,
		control: (tied) =>
			html`<select ${tied}>
				${isNew && option('', 'Choose an event', !values.event_name)}
				${eventOptions(values.event_name)}
			</select>`,
	})}
	${field({
		name: 'url',
		label: 'Endpoint URL',
		required: true,
		error: errors.url,
		hint: isNew
			? 'In n8n: the Production URL of the Clockodo Trigger.'
			: 'Another URL has to be validated again.',
		control: (tied) =>
			html`<input
				type="url"
				autocomplete="off"
				${tied}
				${attributes({ value: values.url ?? '' })}
			/>`,
	})}
	${field({
		name: 'token',
		label: 'Token',
		required: isNew,
		error: errors.token,
		hint: isNew
			? 'A long random text. It is sent with every event, and n8n accepts only what has the same token.'
			: 'Leave it empty to keep the token. It is not shown again.',
		control: (tied) =>
			html`<input
				type="text"
				autocomplete="off"
				spellcheck="false"
				${tied}
				${attributes({ value: values.token ?? '' })}
			/>`,
	})}`;
}
