import { randomUUID } from 'node:crypto';

import axios from 'axios';

import type { IDataObject } from 'n8n-workflow';

import { findEntity } from '../../src/clockodo/entities.js';
import { findOperation } from '../../src/clockodo/operations/index.js';
import { createCredential, type Credential, type N8nClient } from '../../host/client.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';

/** The sandbox's owner, as fields of the 'Clockodo API' credential. */
export function apiCredentialOf({ credentials, apiUrl }: Sandbox): IDataObject {
	return { ...credentials, baseUrl: apiUrl, contactEmail: '', language: 'en' };
}

export async function createApiCredential(
	client: N8nClient,
	sandbox: Sandbox,
	more: IDataObject = {},
): Promise<Credential> {
	const fields = { ...apiCredentialOf(sandbox), ...more };
	return await createCredential(client, 'clockodoApi', 'Clockodo API', fields);
}

/** A new customer, of whom the sandbox tells its webhooks. */
export function createCustomer(
	{ company }: Sandbox,
	name = `Customer ${randomUUID()}`,
): { id: number } {
	const made = performAsOwner(company, 'createCustomerV3', { body: { name } });
	return (made as { data: { id: number } }).data;
}

/** What a plain client gets of a resource; undefined where the API answers 404. */
export async function getResource(
	{ apiUrl, credentials }: Sandbox,
	entityName: string,
	id: number,
): Promise<IDataObject | undefined> {
	const operation = findOperation(findEntity(entityName)?.operationId ?? '');
	const { status, data } = await axios.get<Record<string, unknown>>(
		apiUrl + operation.path.replace('{id}', String(id)),
		{
			auth: { username: credentials.email, password: credentials.apiKey },
			headers: {
				'X-Clockodo-External-Application': `test;${credentials.email}`,
				'X-ClockodoEnableIsoUtcDateTimes': '1',
			},
			proxy: false,
			validateStatus: (code) => code === 200 || code === 404,
		},
	);
	if (status === 404) return undefined;
	const content = data[operation.answer.key ?? ''] as IDataObject | IDataObject[];
	return Array.isArray(content) ? content.find((each) => each.id === id) : content;
}

/** The names of the events that the sandbox has webhooks for at this URL, in order; `!` marks inactive ones. */
export function registeredEvents({ webhooks }: Sandbox, url: string): string[] {
	return webhooks
		.list()
		.filter((webhook) => webhook.url === url)
		.map(({ event_name, active }) => (active ? event_name : `!${event_name}`))
		.sort();
}

/** What the action gives; no webhook tells of what it does. */
export function unheard<Result>({ faults }: Sandbox, action: () => Result): Result {
	const before = faults.current();
	faults.set({ ...before, deliveries: [{ kind: 'drop', count: null }] });
	const result = action();
	faults.set(before);
	return result;
}
