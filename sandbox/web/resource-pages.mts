import { plural } from '../../src/clockodo/entities.js';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Company } from '../resources/company.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { isoDay, isoSeconds } from '../store/time.mjs';
import {
	listRecords,
	nameOf,
	editableResources,
	type EditableResource,
} from './editable-resources.mjs';
import type { FormErrors, FormValues } from './form-values.mjs';
import { html, type Html } from './html.mjs';
import { action, errorSummary } from './parts.mjs';
import { bodyField } from './resource-fields.mjs';

/** How many records of a resource one page shows. */
const SHOWN = 50;

/** The records of one resource, to create, edit and delete. */
export function recordListPage(resource: EditableResource, company: Company): Html {
	const records = listRecords(resource, company);
	return html`<p class="back"><a href="/actions#data">Make things happen</a></p>
		<div class="head">
			<h1>${plural(resource.label)}</h1>
			${resource.create &&
			html`<a class="button primary" href="/things/${resource.entity}/new">Create</a>`}
		</div>
		<nav aria-label="Kinds of data">
			<ul class="chips">
				${editableResources.map(
					({ entity, label }) =>
						html`<li>
							<a
								href="/things/${entity}"
								${entity === resource.entity && html`aria-current="page"`}
							>
								${plural(label)}
							</a>
						</li>`,
				)}
			</ul>
		</nav>
		<div class="card flush">
			${records.length === 0
				? html`<p class="soft empty">There are none.</p>`
				: html`<ul class="rows">
						${records.slice(0, SHOWN).map((record) => row(resource, record, company))}
					</ul>`}
			${records.length > SHOWN &&
			html`<p class="soft small more">The newest ${SHOWN} of ${records.length}.</p>`}
		</div>`;
}

function row(resource: EditableResource, record: StoredRecord, company: Company): Html {
	const name = nameOf(resource.entity, record, company);
	const address = `/things/${resource.entity}/${record.id}`;
	const decline = resource.entity === 'work_time_change_request' && record.status === 1;
	return html`<li>
		<span><b>${name}</b> <span class="soft small">no. ${record.id}</span></span>
		<span class="buttons">
			${decline && action(`${address}/decline`, 'Decline', {}, { name: `Decline ${name}` })}
			${resource.update &&
			html`<a class="button" href="${address}" aria-label="Edit ${name}">Edit</a>`}
			${resource.remove &&
			html`<a class="button" href="${address}/delete" aria-label="Delete ${name}">Delete</a>`}
		</span>
	</li>`;
}

/** The form of a new record, or of a change. */
export function recordFormPage(
	resource: EditableResource,
	operation: Operation,
	{ values, errors, record }: { values: FormValues; errors: FormErrors; record?: StoredRecord },
	company: Company,
): Html {
	const body = Object.entries(operation.body ?? {});
	const required = record ? [] : (operation.requiredBody ?? []);
	const isMain = (name: string) =>
		required.includes(name) || MAIN_FIELDS.test(name) || name in errors.fields;
	const shown = (main: boolean) =>
		body
			.filter(([name]) => isMain(name) === main)
			.map(([name, schema]) =>
				bodyField(name, schema, values[name] ?? '', {
					resource,
					company,
					required: required.includes(name),
					optional: !record && !required.includes(name),
					error: errors.fields[name],
				}),
			);
	const more = shown(false);
	const title = record
		? nameOf(resource.entity, record, company)
		: `New ${resource.label.toLowerCase()}`;
	return html`<p class="back"><a href="/things/${resource.entity}">${plural(resource.label)}</a></p>
		<h1>${title}</h1>
		<form
			method="post"
			action="/things/${resource.entity}${record ? `/${record.id}` : ''}"
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
				<button class="primary">${record ? 'Save' : 'Create'}</button>
				<a class="button" href="/things/${resource.entity}">Cancel</a>
			</div>
		</form>`;
}

/** The question before something is deleted. */
export function deleteRecordPage(
	resource: EditableResource,
	record: StoredRecord,
	errors: string[],
	company: Company,
): Html {
	const name = nameOf(resource.entity, record, company);
	const canForce = errors.length > 0 && resource.remove?.query?.force !== undefined;
	return html`<p class="back"><a href="/things/${resource.entity}">${plural(resource.label)}</a></p>
		<div class="card narrow">
			<h1>Delete ‘${name}’?</h1>
			${errorSummary(errors)}
			<p>This cannot be undone.</p>
			<form method="post" action="/things/${resource.entity}/${record.id}/delete">
				${canForce &&
				html`<p>
					<label class="check">
						<input type="checkbox" name="force" value="true" /> Delete everything that hangs on it
						as well
					</label>
				</p>`}
				<div class="buttons">
					<button class="danger">Delete</button>
					<a class="button" href="/things/${resource.entity}">Keep it</a>
				</div>
			</form>
		</div>`;
}

/** What a person looks at first; the rest of a long form stands under 'More fields'. */
const MAIN_FIELDS =
	/^(name|text|note|status|type|year|year_since|count|hours|price|active|(date|time)_(since|until)|(customers|projects|users|services)_id)$/;

/** What a new record's form begins with, so that a click on 'Create' is enough where it can be. */
export function suggestions({ references }: EditableResource, company: Company): FormValues {
	const pointers = Object.entries(references)
		.filter(([name]) => MAIN_FIELDS.test(name) && name !== 'projects_id')
		.map(([name, collection]) => [name, String(company.records(collection).all()[0]?.id ?? '')]);
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
