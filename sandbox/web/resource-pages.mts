import type { Operation } from '../../src/clockodo/operation.js';
import type { Company } from '../resources/company.mjs';
import type { Resource } from '../store/store.mjs';
import { isoDay, isoSeconds } from '../store/time.mjs';
import type { FormErrors, FormValues } from './form-values.mjs';
import { html, type Html } from './html.mjs';
import { action, errorSummary } from './parts.mjs';
import { thingField } from './resource-fields.mjs';
import { listThings, nameOf, thingKinds, type ThingKind } from './editable-resources.mjs';

/** How many of a kind one page shows. */
const SHOWN = 50;

/** Everything of one kind, to create, edit and delete. */
export function thingListPage(kind: ThingKind, company: Company): Html {
	const things = listThings(kind, company);
	return html`<p class="back"><a href="/actions#data">Make things happen</a></p>
		<div class="head">
			<h1>${plural(kind.label)}</h1>
			${kind.create && html`<a class="button primary" href="/things/${kind.entity}/new">Create</a>`}
		</div>
		<nav aria-label="Kinds of data">
			<ul class="chips">
				${thingKinds.map(
					({ entity, label }) =>
						html`<li>
							<a href="/things/${entity}" ${entity === kind.entity && html`aria-current="page"`}>
								${plural(label)}
							</a>
						</li>`,
				)}
			</ul>
		</nav>
		<div class="card flush">
			${things.length === 0
				? html`<p class="soft empty">There are none.</p>`
				: html`<ul class="rows">
						${things.slice(0, SHOWN).map((thing) => row(kind, thing, company))}
					</ul>`}
			${things.length > SHOWN &&
			html`<p class="soft small more">The newest ${SHOWN} of ${things.length}.</p>`}
		</div>`;
}

function row(kind: ThingKind, thing: Resource, company: Company): Html {
	const name = nameOf(kind.entity, thing, company);
	const address = `/things/${kind.entity}/${thing.id}`;
	const decline = kind.entity === 'work_time_change_request' && thing.status === 1;
	return html`<li>
		<span><b>${name}</b> <span class="soft small">no. ${thing.id}</span></span>
		<span class="buttons">
			${decline && action(`${address}/decline`, 'Decline', {}, { name: `Decline ${name}` })}
			${kind.update && html`<a class="button" href="${address}" aria-label="Edit ${name}">Edit</a>`}
			${kind.remove &&
			html`<a class="button" href="${address}/delete" aria-label="Delete ${name}">Delete</a>`}
		</span>
	</li>`;
}

/** The form of a new thing, or of a change. */
export function thingFormPage(
	kind: ThingKind,
	operation: Operation,
	{ values, errors, thing }: { values: FormValues; errors: FormErrors; thing?: Resource },
	company: Company,
): Html {
	const body = Object.entries(operation.body ?? {});
	const required = thing ? [] : (operation.requiredBody ?? []);
	const isMain = (name: string) =>
		required.includes(name) || MAIN_FIELDS.test(name) || name in errors.fields;
	const shown = (main: boolean) =>
		body
			.filter(([name]) => isMain(name) === main)
			.map(([name, schema]) =>
				thingField(name, schema, values[name] ?? '', {
					kind,
					company,
					required: required.includes(name),
					optional: !thing && !required.includes(name),
					error: errors.fields[name],
				}),
			);
	const more = shown(false);
	const title = thing ? nameOf(kind.entity, thing, company) : `New ${kind.label.toLowerCase()}`;
	return html`<p class="back"><a href="/things/${kind.entity}">${plural(kind.label)}</a></p>
		<h1>${title}</h1>
		<form
			method="post"
			action="/things/${kind.entity}${thing ? `/${thing.id}` : ''}"
			class="card narrow"
			novalidate
		>
			${errorSummary(errors.general)} ${shown(true)}
			${more.length > 0 &&
			html`<details>
				<summary>More fields</summary>
				${more}
			</details>`}
			<div class="buttons">
				<button class="primary">${thing ? 'Save' : 'Create'}</button>
				<a class="button" href="/things/${kind.entity}">Cancel</a>
			</div>
		</form>`;
}

/** The question before something is deleted. */
export function deleteThingPage(
	kind: ThingKind,
	thing: Resource,
	errors: string[],
	company: Company,
): Html {
	const name = nameOf(kind.entity, thing, company);
	const canForce = errors.length > 0 && kind.remove?.query?.force !== undefined;
	return html`<p class="back"><a href="/things/${kind.entity}">${plural(kind.label)}</a></p>
		<div class="card narrow">
			<h1>Delete ‘${name}’?</h1>
			${errorSummary(errors)}
			<p>This cannot be undone.</p>
			<form method="post" action="/things/${kind.entity}/${thing.id}/delete">
				${canForce &&
				html`<p>
					<label class="check">
						<input type="checkbox" name="force" value="true" /> Delete everything that hangs on it
						as well
					</label>
				</p>`}
				<div class="buttons">
					<button class="danger">Delete</button>
					<a class="button" href="/things/${kind.entity}">Keep it</a>
				</div>
			</form>
		</div>`;
}

/** What a person looks at first; the rest of a long form stands under 'More fields'. */
const MAIN_FIELDS =
	/^(name|text|note|status|type|year|year_since|count|hours|price|active|(date|time)_(since|until)|(customers|projects|users|services)_id)$/;

/** What a new thing's form begins with, so that a click on 'Create' is enough where it can be. */
export function suggestions({ references }: ThingKind, company: Company): FormValues {
	const pointers = Object.entries(references)
		.filter(([name]) => MAIN_FIELDS.test(name) && name !== 'projects_id')
		.map(([name, collection]) => [name, String(company.rows(collection).all()[0]?.id ?? '')]);
	const now = Date.now();
	const day = isoDay(now);
	const moment = (time: number) => isoSeconds(time).replace('Z', '');
	return {
		...Object.fromEntries(pointers),
		date: day,
		date_since: day,
		year: day.slice(0, 4),
		year_since: day.slice(0, 4),
		time_since: moment(now - 60 * 60 * 1000),
		time_until: moment(now),
		billable: '1',
		changes: JSON.stringify([
			{ type: 1, time_since: `${day}T16:00:00Z`, time_until: `${day}T17:00:00Z` },
		]),
	};
}

function plural(label: string): string {
	if (/(y|Y)$/.test(label)) return `${label.slice(0, -1)}ies`;
	return label.endsWith('s') ? label : `${label}s`;
}
