import express, { type Router } from 'express';
import { findEvent } from '../../src/clockodo/events.js';
import { performAsOwner, performByPath } from '../api/api.mjs';
import type { SandboxClient } from '../client/client.mjs';
import { causeEvent } from '../client/scenarios.mjs';
import { readFaults, type FaultList } from '../faults/faults.mjs';
import { refused } from '../store/refusals.mjs';
import { handshakeForms } from '../webhooks/handshake.mjs';
import { actionPage, resetPage } from './action-page.mjs';
import { crossNextThreshold } from './budget-crossing.mjs';
import { nameById, nameOf } from './editable-resources.mjs';
import { formValues, type FormValues } from './form-values.mjs';
import { eventLabel } from './parts.mjs';
import { actionHandler, type Web, type WebContext } from './web.mjs';

const APPROVED = 1;
const DECLINED = 2;

/** The tab 'Make things happen'. */
export function actionRoutes({ company, faults, reset }: WebContext, web: Web): Router {
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
		const content = actionPage(company, faults.current());
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

	on('handshake', 'handshake-form', ({ form }) => {
		const found = handshakeForms.find((each) => each === form);
		if (!found) throw refused('UnexpectedValue', 'There is no such way.');
		company.webhooks.handshakeForm = found;
		return 'The next validation goes this way.';
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
		const { kind = '', count, event_name, operation, ...numbers } = values;
		const fault = {
			kind,
			count: count === 'all' ? null : Number(count),
			...(event_name ? { event_name } : {}),
			...(operation ? { operation } : {}),
			...Object.fromEntries(
				Object.entries(numbers)
					.filter(([name, text]) => text !== '' && usedBy[name]?.includes(kind))
					.map(([name, text]) => [name, Number(text)]),
			),
		};
		try {
			const list = faults.current();
			const added = readFaults({ [part]: [fault] });
			faults.set({
				deliveries: [...list.deliveries, ...(added.deliveries ?? [])],
				answers: [...list.answers, ...(added.answers ?? [])],
			});
		} catch (error) {
			throw refused('UnexpectedValue', (error as Error).message);
		}
	}
}

/** The kinds of faults that each number of the form belongs to. */
const usedBy: Partial<Record<string, string[]>> = {
	ms: ['delay', 'slow'],
	status: ['status'],
	retry_after: ['rate_limit'],
};
