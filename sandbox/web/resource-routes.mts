import express, { type Request, type Response, type Router } from 'express';
import type { Operation } from '../../src/clockodo/operation.js';
import { performAsOwner } from '../api/api.mjs';
import { ApiError, notFound } from '../store/refusals.mjs';
import type { QueryValue } from '../api/query.mjs';
import type { Resource } from '../store/store.mjs';
import {
	formErrors,
	formValues,
	noErrors,
	type FormErrors,
	type FormValues,
} from './form-values.mjs';
import { bodyOf, textsOf } from './resource-fields.mjs';
import { deleteThingPage, suggestions, thingFormPage, thingListPage } from './resource-pages.mjs';
import { findThing, findThingKind, nameOf, type ThingKind } from './editable-resources.mjs';
import { actionHandler, idOf, type Web, type WebContext } from './web.mjs';

/** Creating, editing and deleting anything that webhooks speak of, through the API's own operations. */
export function thingRoutes({ company }: WebContext, web: Web): Router {
	const router = express.Router();
	const page = (
		request: Request,
		response: Response,
		title: string,
		content: Parameters<Web['show']>[2]['content'],
	) => web.show(request, response, { title, tab: '/actions', content });
	const perform = async (
		{ id }: Operation,
		thing: Resource | undefined,
		request: { body?: unknown; query?: Record<string, QueryValue> },
	) => {
		const path = thing ? { id: String(thing.id) } : undefined;
		return await performAsOwner(company, id, { path, ...request });
	};
	const showForm = (
		[request, response]: [Request, Response],
		kind: ThingKind,
		operation: Operation,
		state: { values: FormValues; errors: FormErrors; thing?: Resource },
	) =>
		page(
			request,
			response,
			state.thing ? nameOf(kind.entity, state.thing, company) : `New ${kind.label.toLowerCase()}`,
			thingFormPage(kind, operation, state, company),
		);

	router.get('/things/:entity', (request, response) => {
		const kind = kindOf(request);
		page(request, response, kind.label, thingListPage(kind, company));
	});

	router.get('/things/:entity/new', (request, response) => {
		const kind = kindOf(request);
		const operation = required(kind.create);
		showForm([request, response], kind, operation, {
			values: suggestions(kind, company),
			errors: noErrors,
		});
	});

	router.post('/things/:entity', async (request, response) => {
		const kind = kindOf(request);
		const operation = required(kind.create);
		const values = formValues(request.body);
		try {
			const body = bodyOf(operation.body ?? {}, values, undefined, kind, company);
			await perform(operation, undefined, { body });
			web.succeed(response, `/things/${kind.entity}`, `${kind.label} created.`);
		} catch (error) {
			const errors = formErrors(error, Object.keys(operation.body ?? {}));
			response.status(422);
			showForm([request, response], kind, operation, { values, errors });
		}
	});

	router.get('/things/:entity/:id', (request, response) => {
		const kind = kindOf(request);
		const operation = required(kind.update);
		const thing = thingOf(request, kind);
		const values = textsOf(operation.body ?? {}, thing, kind, company);
		showForm([request, response], kind, operation, { values, errors: noErrors, thing });
	});

	router.post('/things/:entity/:id', async (request, response) => {
		const kind = kindOf(request);
		const operation = required(kind.update);
		const thing = thingOf(request, kind);
		const values = formValues(request.body);
		try {
			const before = textsOf(operation.body ?? {}, thing, kind, company);
			const body = bodyOf(operation.body ?? {}, values, before, kind, company);
			await perform(operation, thing, { body });
			web.succeed(response, `/things/${kind.entity}`, `${kind.label} saved.`);
		} catch (error) {
			const errors = formErrors(error, Object.keys(operation.body ?? {}));
			response.status(422);
			showForm([request, response], kind, operation, { values, errors, thing });
		}
	});

	router.get('/things/:entity/:id/delete', (request, response) => {
		const kind = kindOf(request);
		const thing = thingOf(request, kind);
		page(request, response, 'Delete', deleteThingPage(kind, thing, [], company));
	});

	router.post('/things/:entity/:id/delete', async (request, response) => {
		const kind = kindOf(request);
		const thing = thingOf(request, kind);
		const { force } = formValues(request.body);
		try {
			await perform(required(kind.remove), thing, { query: force ? { force } : {} });
			web.succeed(response, `/things/${kind.entity}`, `${kind.label} deleted.`);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			response.status(422);
			page(request, response, 'Delete', deleteThingPage(kind, thing, [error.message], company));
		}
	});

	router.post(
		'/things/work_time_change_request/:id/decline',
		actionHandler(web, '/things/work_time_change_request', async (request) => {
			const path = { id: String(idOf(request)) };
			await performAsOwner(company, 'createWorkTimesChangeRequestsDeclineByIdV2', { path });
			return 'Change request declined.';
		}),
	);

	return router;

	function thingOf(request: Request, kind: ThingKind): Resource {
		const thing = findThing(kind, idOf(request), company);
		if (!thing) throw notFound();
		return thing;
	}
}

function kindOf(request: Request): ThingKind {
	const kind = findThingKind(String(request.params.entity));
	if (!kind) throw notFound();
	return kind;
}

function required(operation: Operation | undefined): Operation {
	if (!operation) throw notFound();
	return operation;
}
