import { entities } from '../../src/clockodo/entities.js';
import { events, findEvent } from '../../src/clockodo/events.js';
import type { ProtocolEntry } from '../store/data.mjs';
import { attributes, html, type Content, type Html } from './html.mjs';

/** A moment; the page's script writes it in the reader's own time zone. */
export function moment(iso: string | null | undefined, never = 'never'): Html {
	if (!iso) return html`<span class="soft">${never}</span>`;
	return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

export function eventLabel(name: string): string {
	return findEvent(name)?.label ?? name;
}

/** The options of a drop-down of events, grouped by what they speak of. */
export function eventOptions(selected?: string): Html {
	return html`${entities.map(
		({ name, label }) =>
			html`<optgroup label="${label}">
				${events
					.filter(({ entity }) => entity === name)
					.map((event) => option(event.name, event.label, event.name === selected))}
			</optgroup>`,
	)}`;
}

export function option(value: string | number, label: string, selected = false): Html {
	return html`<option ${attributes({ value, selected })}>${label}</option>`;
}

export interface FieldOptions {
	name: string;
	label: string;
	/** The control, given the attributes that tie it to its label, its hint and its error. */
	control: (attributes: Html) => Html;
	hint?: Content;
	error?: string;
	required?: boolean;
	/** Says so beside the label. */
	optional?: boolean;
	/** Where a page has several forms with the same names. */
	id?: string;
}

/** A labelled control with its hint and its error. */
export function field(options: FieldOptions): Html {
	const { name, label, control, hint, error, required, optional, id = name } = options;
	const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
	const tied = attributes({
		id,
		name,
		required,
		'aria-describedby': described || undefined,
		'aria-invalid': error ? 'true' : undefined,
	});
	return html`<div class="field">
		<label for="${id}">${label}${optional && html` <span class="soft">(optional)</span>`}</label>
		${control(tied)} ${error && html`<p class="error" id="${id}-error">${error}</p>`}
		${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
	</div>`;
}

/** What is wrong with a form, at its top; the page's script moves the focus there. */
export function errorSummary(errors: string[]): Content {
	if (errors.length === 0) return undefined;
	return html`<div class="notice error" role="alert" tabindex="-1" data-focus>
		${errors.map((text) => html`<p>${text}</p>`)}
	</div>`;
}

/** A button that does one thing at once. */
export function action(
	address: string,
	label: Content,
	values: Record<string, string | number> = {},
	more: { kind?: 'primary' | 'danger' | 'plain'; name?: string } = {},
): Html {
	return html`<form method="post" action="${address}" class="action">
		${Object.entries(values).map(
			([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
		)}
		<button class="${more.kind ?? 'plain'}" ${attributes({ 'aria-label': more.name })}>
			${label}
		</button>
	</form>`;
}

/** What became of an attempt, as a badge with words beside its colour. */
export function attemptBadge({
	status_code,
	error,
}: Pick<ProtocolEntry, 'status_code' | 'error'>): Html {
	return error
		? html`<span class="state bad">${status_code ?? 'No answer'}</span>`
		: html`<span class="state good">${status_code}</span>`;
}

/** A drop-down with its label. */
export function selectField(id: string, name: string, label: string, options: Html | Html[]): Html {
	return html`<div class="field">
		<label for="${id}">${label}</label>
		<select id="${id}" name="${name}">
			${options}
		</select>
	</div>`;
}

/**
 * A button that copies the text of an element. The page's script shows it: without one it could do nothing.
 *
 * @param what for those who cannot see what it stands beside
 */
export function copyButton(id: string, what: string): Html {
	return html`<button
		type="button"
		class="copy"
		data-copy="${id}"
		aria-label="Copy the ${what}"
		hidden
	>
		Copy
	</button>`;
}
