import express, { type Request, type Response, type Router } from 'express';
import type { Operation } from '../../src/clockodo/operation.js';
import { performAsOwner } from '../api/api.mjs';
import type { QueryValue } from '../api/query.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { ApiError, notFound } from '../store/refusals.mjs';
import {
	findRecord,
	findEditableResource,
	nameOf,
	type EditableResource,
} from './editable-resources.mjs';
import {
	formErrors,
	formValues,
	noErrors,
	type FormErrors,
	type FormValues,
} from './form-values.mjs';
import { bodyOf, textsOf } from './resource-fields.mjs';
import {
	deleteRecordPage,
	suggestions,
	recordFormPage,
	recordListPage,
} from './resource-pages.mjs';
import { actionHandler, idOf, type Web, type WebContext } from './web.mjs';

/** Creating, editing and deleting anything that webhooks speak of, through the API's own operations. */
export function resourceRoutes({ company }: WebContext, web: Web): Router {
	const router = express.Router();
	const page = (
		request: Request,
		response: Response,
		title: string,
		content: Parameters<Web['show']>[2]['content'],
	) => web.show(request, response, { title, tab: '/actions', content });
	const perform = async (
		{ id }: Operation,
		record: StoredRecord | undefined,
		request: { body?: unknown; query?: Record<string, QueryValue> },
	) => {
		const path = record ? { id: String(record.id) } : undefined;
		return await performAsOwner(company, id, { path, ...request });
	};
	const showForm = (
		[request, response]: [Request, Response],
		resource: EditableResource,
		operation: Operation,
		state: { values: FormValues; errors: FormErrors; record?: StoredRecord },
	) =>
		page(
			request,
			response,
			state.record
				? nameOf(resource.entity, state.record, company)
				: `New ${resource.label.toLowerCase()}`,
			recordFormPage(resource, operation, state, company),
		);

	router.get('/things/:entity', (request, response) => {
		const resource = resourceOf(request);
		page(request, response, resource.label, recordListPage(resource, company));
	});

	router.get('/things/:entity/new', (request, response) => {
		const resource = resourceOf(request);
		const operation = required(resource.create);
		showForm([request, response], resource, operation, {
			values: suggestions(resource, company),
			errors: noErrors,
		});
	});

	router.post('/things/:entity', async (request, response) => {
		const resource = resourceOf(request);
		const operation = required(resource.create);
		const values = formValues(request.body);
		try {
			const body = bodyOf(operation.body ?? {}, values, undefined, resource, company);
			await perform(operation, undefined, { body });
			web.succeed(response, `/things/${resource.entity}`, `${resource.label} created.`);
		} catch (error) {
			const errors = formErrors(error, Object.keys(operation.body ?? {}));
			response.status(422);
			showForm([request, response], resource, operation, { values, errors });
		}
	});

	router.get('/things/:entity/:id', (request, response) => {
		const resource = resourceOf(request);
		const operation = required(resource.update);
		const record = recordOf(request, resource);
		const values = textsOf(operation.body ?? {}, record, resource, company);
		showForm([request, response], resource, operation, { values, errors: noErrors, record });
	});

	router.post('/things/:entity/:id', async (request, response) => {
		const resource = resourceOf(request);
		const operation = required(resource.update);
		const record = recordOf(request, resource);
		const values = formValues(request.body);
		try {
			const before = textsOf(operation.body ?? {}, record, resource, company);
			const body = bodyOf(operation.body ?? {}, values, before, resource, company);
			await perform(operation, record, { body });
			web.succeed(response, `/things/${resource.entity}`, `${resource.label} saved.`);
		} catch (error) {
			const errors = formErrors(error, Object.keys(operation.body ?? {}));
			response.status(422);
			showForm([request, response], resource, operation, { values, errors, record });
		}
	});

	router.get('/things/:entity/:id/delete', (request, response) => {
		const resource = resourceOf(request);
		const record = recordOf(request, resource);
		page(request, response, 'Delete', deleteRecordPage(resource, record, [], company));
	});

	router.post('/things/:entity/:id/delete', async (request, response) => {
		const resource = resourceOf(request);
		const record = recordOf(request, resource);
		const { force } = formValues(request.body);
		try {
			await perform(required(resource.remove), record, { query: force ? { force } : {} });
			web.succeed(response, `/things/${resource.entity}`, `${resource.label} deleted.`);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			response.status(422);
			page(
				request,
				response,
				'Delete',
				deleteRecordPage(resource, record, [error.message], company),
			);
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

	function recordOf(request: Request, resource: EditableResource): StoredRecord {
		const record = findRecord(resource, idOf(request), company);
		if (!record) throw notFound();
		return record;
	}
}

function resourceOf(request: Request): EditableResource {
	const resource = findEditableResource(String(request.params.entity));
	if (!resource) throw notFound();
	return resource;
}

function required(operation: Operation | undefined): Operation {
	if (!operation) throw notFound();
	return operation;
}
