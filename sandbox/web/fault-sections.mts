import { servedOperations } from '../api/api.mjs';
import {
	answerFaultKinds,
	deliveryFaultKinds,
	type AnswerFault,
	type DeliveryFault,
	type FaultList,
} from '../faults/faults.mjs';
import { handshakeForms, type HandshakeForm } from '../webhooks/handshake.mjs';
import { attributes, html, type Html } from './html.mjs';
import { action, eventOptions, option, selectField } from './parts.mjs';

const deliveryLabels: Record<DeliveryFault['kind'], string> = {
	duplicate: 'Send it twice',
	reorder: 'Let the next one overtake it',
	delay: 'Send it late',
	drop: 'Do not send it',
};

const answerLabels: Record<AnswerFault['kind'], string> = {
	rate_limit: 'Too many requests (429)',
	status: 'Answer with an error status',
	slow: 'Answer slowly',
	broken_json: 'Answer with broken JSON',
	html: 'Answer with an HTML page (502)',
	drop_connection: 'Cut the connection',
};

const handshakeLabels: Record<HandshakeForm, string> = {
	json: 'POST with a JSON body',
	form: 'POST with a form body',
	'query-post': 'POST with the secret in the URL',
	'query-get': 'GET with the secret in the URL',
};

/** The switches for things going wrong: those that are on, and the forms to add one. */
export function faultSection({ deliveries, answers }: FaultList): Html {
	const isAny = deliveries.length + answers.length > 0;
	return html`<section class="card" id="faults" aria-labelledby="faults-title">
		<h2 id="faults-title">When things go wrong</h2>
		${isAny
			? html`<ul class="rows">
						${deliveries.map((fault, index) =>
							row('deliveries', index, deliveryLabels[fault.kind], fault),
						)}
						${answers.map((fault, index) => row('answers', index, answerLabels[fault.kind], fault))}
					</ul>
					${action('/actions/faults/clear', 'Switch all off')}`
			: html`<p class="soft">Everything works.</p>`}
		<h3>Deliveries to webhooks</h3>
		<form method="post" action="/actions/faults/deliveries" class="grid">
			${kindField('delivery', deliveryFaultKinds, deliveryLabels)}
			${selectField(
				'delivery-event',
				'event_name',
				'Event',
				html`${option('', 'Any event')} ${eventOptions()}`,
			)}
			${numberField('delivery', 'ms', 'Late by (ms)', '3000')} ${countField('delivery')}
			<button>Switch on</button>
		</form>
		<h3>Answers of the API</h3>
		<form method="post" action="/actions/faults/answers" class="grid">
			${kindField('answer', answerFaultKinds, answerLabels)}
			${selectField(
				'answer-operation',
				'operation',
				'Operation',
				html`${option('', 'Any operation')} ${servedOperations.map(({ id }) => option(id, id))}`,
			)}
			${numberField('answer', 'status', 'Error status', '503')}
			${numberField('answer', 'ms', 'Slow by (ms)', '3000')}
			${numberField('answer', 'retry_after', 'Retry-After (seconds)', '2')} ${countField('answer')}
			<button>Switch on</button>
		</form>
	</section>`;
}

function row(
	part: keyof FaultList,
	index: number,
	label: string,
	fault: DeliveryFault | AnswerFault,
): Html {
	const { count } = fault;
	const where = 'event_name' in fault ? fault.event_name : 'operation' in fault && fault.operation;
	const often = count === null ? 'until it is switched off' : `${count} more`;
	return html`<li>
		<span>
			<b>${label}</b>
			<span class="soft small"
				>${part === 'answers' ? 'API' : 'Webhooks'} · ${where && `${where} · `}${often}</span
			>
		</span>
		${action(
			'/actions/faults/remove',
			'Switch off',
			{ part, index },
			{ name: `Switch off: ${label}` },
		)}
	</li>`;
}

/** How the secret of a validation travels. */
export function handshakeSection(current: HandshakeForm): Html {
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
								${attributes({ value: form, checked: form === current })}
							/>
							${handshakeLabels[form]}
						</label>`,
				)}
			</fieldset>
			<button>Use this way</button>
		</form>
	</section>`;
}

function kindField<Kind extends string>(
	form: string,
	kinds: readonly Kind[],
	labels: Record<Kind, string>,
): Html {
	const options = kinds.map((kind) => option(kind, labels[kind]));
	return selectField(`${form}-kind`, 'kind', 'What', html`${options}`);
}

function countField(form: string): Html {
	const choices = [
		['1', 'The next one'],
		['3', 'The next three'],
		['10', 'The next ten'],
		['all', 'All, until switched off'],
	] as const;
	return selectField(
		`${form}-count`,
		'count',
		'How often',
		html`${choices.map(([value, label]) => option(value, label))}`,
	);
}

function numberField(form: string, name: string, label: string, value: string): Html {
	return html`<div class="field">
		<label for="${form}-${name}">${label}</label>
		<input id="${form}-${name}" name="${name}" type="number" min="0" value="${value}" />
	</div>`;
}
