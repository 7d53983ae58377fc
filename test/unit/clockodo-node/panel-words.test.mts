import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { inPanelWords } from '../../../nodes/Clockodo/call/panel-words.js';
import { findNodeChoice } from '../../../nodes/Clockodo/table/operations.js';
import { listen } from '../../support/loopback.mjs';
import { runClockodo } from '../../support/node-run.mjs';

const choice = (resource: string, operation: string) => {
	const found = findNodeChoice(resource, operation);
	if (!found) throw new Error(`no ${resource}.${operation}`);
	return found;
};

describe('a message of the API', () => {
	it.each([
		['entry', 'create', 'is needed (field: services_id)', 'is needed (field: Service)'],
		['entry', 'create', 'x (fields: services_id, text)', 'x (fields: Service, Description)'],
		['entry', 'getAll', 'x (field: filter.users_id[0])', 'x (field: User)'],
		['project', 'create', 'x (field: budget.hard)', 'x (field: Budget, Hard Limit)'],
		['project', 'update', 'x (field: id)', 'x (field: Project)'],
		['entry', 'create', 'services_id is required', 'Service is required'],
		['entry', 'create', 'x (field: unheard_of), y_z', 'x (field: unheard_of), y_z'],
		['entry', 'create', 'A text is needed here (HTTP 422).', 'A text is needed here (HTTP 422).'],
		['entry', 'create', 'see /docs/services_id', 'see /docs/services_id'],
	])('of %s: %s has the words of the panel', (resource, operation, given, said) => {
		expect(inPanelWords(given, choice(resource, operation))).toBe(said);
	});
});

describe('a refused request', () => {
	const create: INodeParameters = {
		resource: 'entry',
		operation: 'create',
		customers_id: 1,
		billable: 1,
	};

	it('is told in the words of the panel, with those of the API in the details', async () => {
		const server = await listen((request, response) => {
			request.resume();
			response.writeHead(422, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ error: { message: 'Needed', fields: ['services_id'] } }));
		});
		const access = { apiUrl: server.url, credentials: { email: 'words@example.org', apiKey: 'k' } };
		try {
			await expect(runClockodo(access, { parameters: create })).rejects.toMatchObject({
				message: '[Item 0] Clockodo says: Needed (field: Service) (HTTP 422).',
				description: expect.stringContaining(
					"The request was POST /v2/entries. Clockodo's own words: Needed (field: services_id).",
				),
			});
		} finally {
			await server.close();
		}
	});
});
