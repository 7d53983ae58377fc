import express, { type Router } from 'express';
import { findEvent } from '../../src/clockodo/events.js';
import { ownValue } from '../../src/clockodo/values.js';
import { performAsOwner, performByPath } from '../api/api.mjs';
import { readLimits } from '../api/rate-limits.mjs';
import type { SandboxClient } from '../client/client.mjs';
import { causeEvent } from '../client/scenarios.mjs';
import type { FaultList } from '../faults/faults.mjs';
import { answerKinds, deliveryKinds, replacingKinds, type FaultKind } from '../faults/kinds.mjs';
import { readChoice, readFaults } from '../faults/read-faults.mjs';
import { refused } from '../store/refusals.mjs';
import { urlForms } from '../webhooks/kept-url.mjs';
import { readHandshake } from '../webhooks/read-handshake.mjs';
import { actionPage, resetPage } from './action-page.mjs';
import { crossNextThreshold } from './budget-crossing.mjs';
import { nameById, nameOf } from './editable-resources.mjs';
import { formValues, type FormValues } from './form-values.mjs';
import { eventLabel } from './parts.mjs';
import { actionHandler, type Web, type WebContext } from './web.mjs';

const APPROVED = 1;
const DECLINED = 2;

/** The tab 'Make things happen'. */
export function actionRoutes(context: WebContext, web: Web): Router {
	const { company, faults, rateLimiter, reset } = context;
	const router = express.Router();
	const on = (
		path: string,
		anchor: string,
		act: (values: FormValues) => Promise<string> | string,
	) => {
		const back = `/actions#${anchor}`;
		router.post(
			`/actions/${path}`,
			actionHandler(web, back, (request) => act(formValues(request.body))),
		);
	};

	router.get('/actions', (request, response) => {
		const content = actionPage(company, faults.current(), rateLimiter.current());
		web.show(request, response, { title: 'Make things happen', tab: '/actions', content });
	});

	on('clock/start', 'clock', async (values) => {
		const { users_id, customers_id, services_id } = values;
		const body = {
			users_id: Number(users_id),
			customers_id: Number(customers_id),
			services_id: Number(services_id),
		};
		await performAsOwner(company, 'createClockV2', { body });
		return `The clock runs for ${nameById('users', body.users_id, company)}.`;
	});

	on('clock/stop', 'clock', async ({ entry }) => {
		await performAsOwner(company, 'deleteClockByIdV2', { path: { id: entry } });
		return 'The clock was stopped.';
	});

	on('absence', 'absences', async ({ absence, decision }) => {
		const status = decision === 'approve' ? APPROVED : DECLINED;
		const request = { path: { id: absence }, body: { status } };
		await performAsOwner(company, 'updateAbsenceByIdV4', request);
		const found = company.records('absences').find(Number(absence));
		const name = found ? nameOf('absence', found, company) : '';
		return `${status === APPROVED ? 'Approved' : 'Declined'}: ${name}.`;
	});

	on('project', 'projects', async ({ project, completed }) => {
		const done = completed === 'true';
		await performAsOwner(company, 'completeProjectByIdV4', {
			path: { id: project },
			body: { completed: done },
		});
		const name = nameById('projects', Number(project), company);
		return `‘${name}’ is ${done ? 'completed' : 'open again'}.`;
	});

	on('budget', 'budgets', async ({ type = '', owner }) => {
		return await crossNextThreshold(type, Number(owner), company);
	});

	on('event', 'any', async ({ event_name = '' }) => {
		if (!findEvent(event_name)) throw refused('UnexpectedValue', 'There is no such event.');
		const client: SandboxClient = async <Body,>(method: string, path: string, body?: unknown) =>
			(await performByPath(company, method, path, body)) as Body;
		const id = await causeEvent(client, event_name);
		return `It happened: ${eventLabel(event_name)}, no. ${id}.`;
	});

	on('faults/clear', 'faults', () => {
		faults.clear();
		return 'Everything works again.';
	});

	on('faults/remove', 'faults', ({ part, index }) => {
		const list = faults.current();
		if (part === 'deliveries' || part === 'answers') list[part].splice(Number(index), 1);
		faults.set(list);
		return 'Switched off.';
	});

	for (const part of ['deliveries', 'answers'] as const) {
		on(`faults/${part}`, 'faults', (values) => {
			addFault(part, values);
			return 'Switched on.';
		});
	}

	on('handshake', 'handshake-form', ({ form, secret, content_type, more_fields }) => {
		const { webhooks } = company;
		const changes = refusing(() =>
			readHandshake({
				form,
				secret,
				content_type: content_type === '' ? null : content_type,
				more_fields: more_fields === 'true',
			}),
		);
		webhooks.handshake = { ...webhooks.handshake, ...changes };
		return 'The next validation goes this way.';
	});

	on('webhook-urls', 'webhook-urls', ({ form }) => {
		company.webhooks.urlForm = refusing(() => readChoice(form, 'form', urlForms));
		return 'The next URL is kept so.';
	});

	on('limits', 'limits', ({ limits }) => {
		if (limits !== 'own') rateLimiter.set(refusing(() => readLimits(limits)));
		return 'The limits are set.';
	});

	router.get('/actions/reset', (request, response) => {
		web.show(request, response, { title: 'Start over', tab: '/actions', content: resetPage() });
	});

	on('reset', 'reset', async () => {
		await reset();
		return 'The sandbox started over.';
	});

	return router;

	function addFault(part: keyof FaultList, values: FormValues): void {
		const list = faults.current();
		const added = refusing(() => readFaults({ [part]: [faultOf(values)] }));
		faults.set({
			deliveries: [...list.deliveries, ...(added.deliveries ?? [])],
			answers: [...list.answers, ...(added.answers ?? [])],
		});
	}
}

/** The fault that a form describes: of its values those that the kind looks at. */
function faultOf({ kind = '', count, acted, ...values }: FormValues): Record<string, unknown> {
	const { uses = [] } = ownValue<FaultKind>({ ...deliveryKinds, ...answerKinds }, kind) ?? {};
	const wanted = ['event_name', 'operation', 'method', ...uses];
	const isReplacing = Object.hasOwn(replacingKinds, kind);
	return {
		kind,
		count: count === 'all' ? null : Number(count),
		...(acted === 'true' && isReplacing ? { acted: true } : {}),
		...Object.fromEntries(
			Object.entries(values)
				.filter(([name, text]) => text !== '' && wanted.includes(name))
				.map(([name, text = '']) => [name, numeric.includes(name) ? numberIfDigits(text) : text]),
		),
	};
}

const numeric = ['ms', 'status', 'length', 'retry_after'];

function numberIfDigits(text: string): number | string {
	return /^\d+$/.test(text) ? Number(text) : text;
}

/** @throws ApiError with the words of what it throws */
function refusing<Value>(read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		throw refused('UnexpectedValue', (error as Error).message);
	}
}
