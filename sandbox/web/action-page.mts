import type { RateLimit } from '../api/rate-limits.mjs';
import type { FaultList } from '../faults/faults.mjs';
import type { Company } from '../resources/company.mjs';
import { isRunning, type Entry } from '../resources/entry-values.mjs';
import { inWords, watchedBudgets } from './budget-crossing.mjs';
import { nameById, nameOf, editableResources } from './editable-resources.mjs';
import { faultSection } from './fault-sections.mjs';
import { html, type Html } from './html.mjs';
import { handshakeSection, limitSection, urlSection } from './manner-sections.mjs';
import {
	action,
	eventLabel,
	eventOptions,
	moment,
	option,
	attemptBadge,
	selectField,
} from './parts.mjs';

/** How many of the newest deliveries stand beside the buttons. */
const SHOWN_DELIVERIES = 15;
const ENQUIRED = 0;

/** The tab 'Make things happen': what fires events, and what goes wrong with them. */
export function actionPage(
	company: Company,
	faults: FaultList,
	limits: readonly RateLimit[],
): Html {
	const { webhooks } = company;
	const isRehearsing = faults.deliveries.length + faults.answers.length + limits.length > 0;
	return html`<h1>Make things happen</h1>
		<p class="lead">
			What people do in a time tracking all day, as buttons. Every change goes out to the webhooks
			that listen to it.
		</p>
		<div class="with-aside">
			<div>
				${clockSection(company)} ${absenceSection(company)} ${projectSection(company)}
				${budgetSection(company)} ${anyEventSection()} ${dataSection()}
				<details class="fold" ${isRehearsing && html`open`}>
					<summary>Rehearse what goes wrong</summary>
					${faultSection(faults)} ${handshakeSection(webhooks.handshake)}
					${urlSection(webhooks.urlForm)} ${limitSection(limits)}
				</details>
				${resetSection()}
			</div>
			<aside id="sent" data-live aria-labelledby="sent-title">${sentBox(company)}</aside>
		</div>`;
}

function section(id: string, title: string, content: Html): Html {
	return html`<section class="card" id="${id}" aria-labelledby="${id}-title">
		<h2 id="${id}-title">${title}</h2>
		${content}
	</section>`;
}

function rows(items: Html[], none: string): Html {
	if (items.length === 0) return html`<p class="soft">${none}</p>`;
	return html`<ul class="rows">
		${items}
	</ul>`;
}

function clockSection(company: Company): Html {
	const running = company.records<Entry>('entries').all().filter(isRunning);
	const users = company.records('users').all();
	const customers = company.records('customers').all();
	const services = company.records('services').all();
	const named = (list: typeof users) => list.map(({ id, name }) => option(id, String(name)));
	return section(
		'clock',
		'Clock',
		html`${rows(
				running.map((entry) => {
					const who = nameById('users', entry.users_id, company);
					return html`<li>
						<span>
							<b>${who}</b> · ${nameById('customers', entry.customers_id, company)}
							<span class="soft small">since ${moment(entry.time_since)}</span>
						</span>
						${action(
							'/actions/clock/stop',
							'Stop the clock',
							{ entry: entry.id },
							{ name: `Stop the clock of ${who}` },
						)}
					</li>`;
				}),
				'No clock is running.',
			)}
			<form method="post" action="/actions/clock/start" class="grid">
				${selectField('clock-user', 'users_id', 'Person', named(users))}
				${selectField('clock-customer', 'customers_id', 'Customer', named(customers))}
				${selectField('clock-service', 'services_id', 'Service', named(services))}
				<button class="primary">Start the clock</button>
			</form>`,
	);
}

function absenceSection(company: Company): Html {
	const waiting = company
		.records('absences')
		.all()
		.filter(({ status }) => status === ENQUIRED);
	return section(
		'absences',
		'Absences that wait for an answer',
		html`${rows(
				waiting.map((absence) => {
					const name = nameOf('absence', absence, company);
					return html`<li>
						<span>${name}</span>
						<span class="buttons">
							${action(
								'/actions/absence',
								'Approve',
								{ absence: absence.id, decision: 'approve' },
								{ name: `Approve ${name}` },
							)}
							${action(
								'/actions/absence',
								'Decline',
								{ absence: absence.id, decision: 'decline' },
								{ name: `Decline ${name}` },
							)}
						</span>
					</li>`;
				}),
				'None is waiting.',
			)}
			<p><a class="button" href="/things/absence/new">Ask for an absence</a></p>`,
	);
}

function projectSection(company: Company): Html {
	return section(
		'projects',
		'Projects',
		rows(
			company
				.records('projects')
				.all()
				.map((project) => {
					const { id } = project;
					const completed = project.completed === true;
					const name = String(project.name);
					return html`<li>
						<span>
							<b>${name}</b> · ${nameById('customers', project.customers_id, company)}
							${completed && html`<span class="state good">Completed</span>`}
						</span>
						${completed
							? action(
									'/actions/project',
									'Reopen',
									{ project: id, completed: 'false' },
									{ name: `Reopen ${name}` },
								)
							: action(
									'/actions/project',
									'Complete',
									{ project: id, completed: 'true' },
									{ name: `Complete ${name}` },
								)}
					</li>`;
				}),
			'There are no projects.',
		),
	);
}

function budgetSection(company: Company): Html {
	const { plan } = company.webhooks;
	return section(
		'budgets',
		'Budgets',
		html`${!plan.budgetNotifications &&
		html`<p class="notice">
			The ${plan.label} plan sends no budget notifications. <a href="/#plan">Change the plan</a>
		</p>`}
		${rows(
			watchedBudgets(company).map(({ type, owner, amount, used, percent, monetary, open }) => {
				const name = String(owner.name);
				return html`<li>
					<span>
						<b>${name}</b>
						<span class="soft small"
							>${type === 'projectBudget' ? 'project' : 'subproject'} · ${inWords(used, monetary)}
							of ${inWords(amount, monetary)}, ${Math.round(percent)} %</span
						>
					</span>
					${open.length > 0
						? action(
								'/actions/budget',
								`Cross ${open[0]} %`,
								{ type, owner: owner.id },
								{ name: `Cross ${open[0]} % of ${name}` },
							)
						: html`<span class="soft small">All thresholds told</span>`}
				</li>`;
			}),
			'No project has a budget with thresholds.',
		)}`,
	);
}

function anyEventSection(): Html {
	return section(
		'any',
		'Any of the 47 events',
		html`<p>With new data of its own, as often as you like.</p>
			<form method="post" action="/actions/event" class="inline">
				<label for="any-event">Event</label>
				<select id="any-event" name="event_name">
					${eventOptions('entry.stopped')}
				</select>
				<button class="primary">Make it happen</button>
			</form>`,
	);
}

function dataSection(): Html {
	return section(
		'data',
		'Create, edit and delete',
		html`<ul class="chips">
			${editableResources.map(
				({ entity, label }) => html`<li><a href="/things/${entity}">${label}</a></li>`,
			)}
		</ul>`,
	);
}

function resetSection(): Html {
	return section(
		'reset',
		'Start over',
		html`<p>Back to the first day: webhooks and changes are gone, the API key stays.</p>
			<p>
				<a class="button danger" href="/actions/reset" data-dialog="reset-dialog">Start over</a>
			</p>
			<dialog id="reset-dialog" aria-labelledby="reset-question">${resetQuestion()}</dialog>`,
	);
}

/** The question before everything is set back, for a page of its own where no script runs. */
export function resetPage(): Html {
	return html`<div class="card narrow">${resetQuestion()}</div>`;
}

function resetQuestion(): Html {
	return html`<h2 id="reset-question">Start over?</h2>
		<p>All webhooks, their protocols and all changes of the data are gone.</p>
		<form method="post" action="/actions/reset" class="buttons">
			<button class="danger">Start over</button>
			<a class="button" href="/actions#reset" data-close>Cancel</a>
		</form>`;
}

function sentBox({ webhooks }: Company): Html {
	const sent = webhooks
		.list()
		.flatMap(({ id }) => webhooks.protocol(id).map((entry) => ({ ...entry, webhook: id })))
		.sort((a, b) => b.id - a.id)
		.slice(0, SHOWN_DELIVERIES);
	const active = webhooks.list().filter((webhook) => webhook.active).length;
	const listening = active === 1 ? '1 webhook is active' : `${active || 'No'} webhooks are active`;
	return html`<div class="card">
		<h2 id="sent-title">Just sent</h2>
		<p class="soft small">${listening}. Refreshes by itself.</p>
		${sent.length === 0
			? html`<p class="soft">
					Nothing yet. ${active === 0 && html`<a href="/">Add and validate a webhook first.</a>`}
				</p>`
			: html`<ol class="log">
					${sent.map(
						(each) =>
							html`<li>
								<a href="/webhooks/${each.webhook}">${eventLabel(each.event_name)}</a>
								<span class="soft">no. ${each.resource_id}</span> ${attemptBadge(each)}
								<span class="soft small">${moment(each.sent_at)}</span>
							</li>`,
					)}
				</ol>`}
	</div>`;
}
