import { servedOperations } from '../api/api.mjs';
import type { AnswerFault, DeliveryFault, FaultList } from '../faults/faults.mjs';
import {
	answerKinds,
	contentTypes,
	deliveryKinds,
	methods,
	type FaultKind,
	type FaultValue,
} from '../faults/kinds.mjs';
import { attributes, html, type Html } from './html.mjs';
import { action, eventOptions, field, option, selectField } from './parts.mjs';

/** The switches for things going wrong: those that are on, and the forms to add one. */
export function faultSection({ deliveries, answers }: FaultList): Html {
	const isAny = deliveries.length + answers.length > 0;
	return html`<section class="card" id="faults" aria-labelledby="faults-title">
		<h2 id="faults-title">When things go wrong</h2>
		${isAny
			? html`<ul class="rows">
						${deliveries.map((fault, index) =>
							row('deliveries', index, deliveryKinds[fault.kind].label, fault),
						)}
						${answers.map((fault, index) =>
							row('answers', index, answerKinds[fault.kind].label, fault),
						)}
					</ul>
					${action('/actions/faults/clear', 'Switch all off')}`
			: html`<p class="soft">Everything works.</p>`}
		<h3>Deliveries to webhooks</h3>
		<form method="post" action="/actions/faults/deliveries" class="grid">
			${kindField('delivery', deliveryKinds)}
			${selectField(
				'delivery-event',
				'event_name',
				'Event',
				html`${option('', 'Any event')} ${eventOptions()}`,
			)}
			${valueFields('delivery', deliveryKinds)} ${countField('delivery')}
			<button>Switch on</button>
		</form>
		${glossary(deliveryKinds)}
		<h3>Answers of the API</h3>
		<form method="post" action="/actions/faults/answers" class="grid">
			${kindField('answer', answerKinds)}
			${selectField(
				'answer-operation',
				'operation',
				'Operation',
				html`${option('', 'Any operation')} ${servedOperations.map(({ id }) => option(id, id))}`,
			)}
			${selectField(
				'answer-method',
				'method',
				'Method',
				html`${option('', 'Any method')} ${methods.map((method) => option(method, method))}`,
			)}
			${valueFields('answer', answerKinds)}
			${selectField(
				'answer-acted',
				'acted',
				'The request itself',
				html`${option('', 'Not carried out')} ${option('true', 'Carried out')}`,
			)}
			${countField('answer')}
			<button>Switch on</button>
		</form>
		${glossary(answerKinds)}
	</section>`;
}

function row(
	part: keyof FaultList,
	index: number,
	label: string,
	fault: DeliveryFault | AnswerFault,
): Html {
	const often = fault.count === null ? 'until it is switched off' : `${fault.count} more`;
	const where =
		'event_name' in fault
			? [fault.event_name]
			: 'operation' in fault || 'method' in fault || 'path' in fault
				? [fault.method, fault.operation, fault.path]
				: [];
	const facts = [part === 'answers' ? 'API' : 'Webhooks', ...where, often].filter(Boolean);
	return html`<li>
		<span>
			<b>${label}</b>
			<span class="soft small">${facts.join(' · ')}</span>
		</span>
		${action(
			'/actions/faults/remove',
			'Switch off',
			{ part, index },
			{ name: `Switch off: ${label}` },
		)}
	</li>`;
}

type Kinds = Readonly<Record<string, FaultKind>>;

/** What each kind is there for. */
function glossary(kinds: Kinds): Html {
	return html`<details>
		<summary>What each of them rehearses</summary>
		<dl>
			${Object.values(kinds).map(
				({ label, rehearses }) =>
					html`<dt><b>${label}</b></dt>
						<dd>${rehearses}</dd>`,
			)}
		</dl>
	</details>`;
}

function kindField(form: string, kinds: Kinds): Html {
	const options = Object.entries(kinds).map(([kind, { label }]) => option(kind, label));
	return selectField(`${form}-kind`, 'kind', 'What', html`${options}`);
}

/** The fields for the values that any of the kinds takes. */
function valueFields(form: string, kinds: Kinds): Html {
	const used = new Set(Object.values(kinds).flatMap(({ uses = [] }) => uses));
	return html`${[...used].map((name) => controls[name]?.(`${form}-${name}`))}`;
}

/** The control of each value; what has none is for the control API alone. */
const controls: Readonly<Partial<Record<FaultValue, (id: string) => Html>>> = {
	ms: (id) => input(id, 'ms', 'Milliseconds', { type: 'number', value: '3000' }),
	status: (id) => input(id, 'status', 'Status', { type: 'number', placeholder: 'the usual one' }),
	retry_after: (id) =>
		input(id, 'retry_after', 'Retry-After (seconds or date)', {
			type: 'text',
			value: '2',
			placeholder: 'no such header',
		}),
	key: (id) => input(id, 'key', 'Another key', { type: 'text', placeholder: 'none: {}' }),
	length: (id) => input(id, 'length', 'Characters of a text', { type: 'number', value: '20000' }),
	content_type: (id) =>
		selectField(
			id,
			'content_type',
			'Content-Type',
			contentTypes.map((type) => option(type ?? '', type ?? 'None')),
		),
	form: (id) =>
		selectField(id, 'form', 'Its time', [
			option('epoch', 'Seconds since 1970'),
			option('blank', 'With a blank'),
		]),
};

function input(
	id: string,
	name: string,
	label: string,
	more: { type: 'number' | 'text'; value?: string; placeholder?: string },
): Html {
	const min = more.type === 'number' ? 0 : undefined;
	return field({
		id,
		name,
		label,
		control: (tied) =>
			html`<input autocomplete="off" ${attributes({ value: '', min, ...more })} ${tied} />`,
	});
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
