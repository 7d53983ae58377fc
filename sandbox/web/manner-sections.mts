import { vendorRateLimits, type RateLimit } from '../api/rate-limits.mjs';
import { contentTypes } from '../faults/kinds.mjs';
import {
	handshakeForms,
	secretForms,
	type HandshakeForm,
	type HandshakeManner,
	type SecretForm,
} from '../webhooks/handshake.mjs';
import { urlForms, type UrlForm } from '../webhooks/kept-url.mjs';
import { attributes, html, type Html } from './html.mjs';
import { option, selectField } from './parts.mjs';

const handshakeLabels: Record<HandshakeForm, string> = {
	json: 'POST with a JSON body',
	form: 'POST with a form body',
	'query-post': 'POST with the secret in the URL',
	'query-get': 'GET with the secret in the URL',
};

const secretLabels: Record<SecretForm, string> = {
	uuid: 'A UUID in upper case',
	digits: 'Digits only',
	base64: 'Base64, with +, / and =',
	braces: 'A UUID in braces',
};

const urlLabels: Record<UrlForm, string> = {
	as_given: 'As it was given',
	normal: 'In lower case, without the default port',
	slash: 'Likewise, with a slash more at its end',
};

/** How the secret of a validation travels, and what it is. */
export function handshakeSection(current: HandshakeManner): Html {
	return html`<section class="card" id="handshake-form" aria-labelledby="handshake-form-title">
		<h2 id="handshake-form-title">How the secret travels</h2>
		<form method="post" action="/actions/handshake">
			<fieldset>
				<legend>
					Clockodo's documentation names more than one way: a receiver has to stand them all.
				</legend>
				${handshakeForms.map(
					(form) =>
						html`<label class="check">
							<input
								type="radio"
								name="form"
								${attributes({ value: form, checked: form === current.form })}
							/>
							${handshakeLabels[form]}
						</label>`,
				)}
			</fieldset>
			<div class="grid">
				${selectField(
					'handshake-secret',
					'secret',
					'The secret',
					secretForms.map((form) => option(form, secretLabels[form], form === current.secret)),
				)}
				${selectField(
					'handshake-content-type',
					'content_type',
					'Content-Type of a JSON body',
					['application/json', ...contentTypes].map((type) =>
						option(type ?? '', type ?? 'None', type === current.content_type),
					),
				)}
				${selectField('handshake-more-fields', 'more_fields', 'In the body', [
					option('', 'The secret alone'),
					option('true', 'The secret and other fields', current.more_fields),
				])}
				<button>Use this way</button>
			</div>
		</form>
	</section>`;
}

/** In which form the URLs of webhooks are kept. */
export function urlSection(current: UrlForm): Html {
	return html`<section class="card" id="webhook-urls" aria-labelledby="webhook-urls-title">
		<h2 id="webhook-urls-title">How URLs are kept</h2>
		<p>
			An API may write the URL of a webhook in its own way. Who looks for its webhooks by the URL
			has to know them again. It holds for those that are created or changed from now on.
		</p>
		<form method="post" action="/actions/webhook-urls" class="grid">
			${selectField(
				'webhook-url-form',
				'form',
				'URLs of webhooks',
				urlForms.map((form) => option(form, urlLabels[form], form === current)),
			)}
			<button>Keep them so</button>
		</form>
	</section>`;
}

/** How much the API may be asked. */
export function limitSection(current: readonly RateLimit[]): Html {
	const isVendors = current === vendorRateLimits;
	return html`<section class="card" id="limits" aria-labelledby="limits-title">
		<h2 id="limits-title">Limits of the API</h2>
		<p>
			Clockodo allows each user 900 requests a minute, 2,250 in 15 minutes, 4,500 an hour and 20,000
			a day, and fewer of two lists. What goes over a limit is refused with 429 and the seconds to
			wait.
		</p>
		<form method="post" action="/actions/limits" class="grid">
			${selectField('limits-kept', 'limits', 'Limits', [
				option('none', 'None', current.length === 0),
				option('vendor', "Clockodo's", isVendors),
				current.length > 0 && !isVendors
					? option('own', `${current.length} of your own`, true)
					: html``,
			])}
			<button>Set the limits</button>
		</form>
	</section>`;
}
