import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../../src/clockodo/client.js';
import { ClockodoError } from '../../../src/clockodo/errors.js';
import {
	isRegistered,
	planRegistration,
	register,
	RegistrationError,
	unregister,
} from '../../../src/webhook/registration.js';
import type { RegisteredWebhook } from '../../../src/webhook/webhook-endpoints.js';

const url = 'https://n8n.example/webhook/1';

const webhook = (id: number, event_name: string, active = true): RegisteredWebhook => ({
	id,
	event_name,
	url,
	active,
	validated_at: null,
	last_sent_at: null,
	created_at: '2026-11-24T10:00:00Z',
	updated_at: '2026-11-24T10:00:00Z',
});

const refusal = (status: number) =>
	new ClockodoError({
		kind: 'status',
		status,
		method: 'POST',
		path: '/',
		body: { error: { message: 'Not allowed' } },
	});

/** What an API answers to a request before it acts: an error, or nothing where it shall act. */
type Objection = (request: ApiRequest, count: number) => Error | undefined;

/** An API with these webhooks, which makes, changes, validates and removes them as it is told. */
function apiWith(
	existing: RegisteredWebhook[] = [],
	object: Objection = () => undefined,
	storedForm: (url: string) => string = (each) => each,
) {
	let webhooks = [...existing];
	let nextId = 100;
	let underway = 0;
	let most = 0;
	const log: string[] = [];
	const tokens: Record<string, unknown> = {};
	const delivery = {
		status_code: 200 as number | null,
		duration_ms: 1,
		error: null as string | null,
	};
	let validates = true;

	function act({ method, path, body }: ApiRequest): object {
		const id = Number(/\d+$/.exec(path.replace('/validate', ''))?.[0]);
		const found = webhooks.find((each) => each.id === id);
		if (method === 'GET') return { paging: { count_pages: 1 }, data: webhooks };
		if (method === 'DELETE') webhooks = webhooks.filter((each) => each !== found);
		if (method === 'PUT') tokens[String(body?.event_name)] = body?.token;
		if (path.endsWith('/validate') && found) {
			const validated = { ...found, active: validates };
			webhooks = webhooks.map((each) => (each === found ? validated : each));
			return { data: validated, delivery };
		}
		if (method !== 'POST') return {};
		const asStored = storedForm(String(body?.url));
		const made = { ...webhook(nextId++, String(body?.event_name), false), url: asStored };
		tokens[made.event_name] = body?.token;
		webhooks.push(made);
		return { data: made };
	}

	return {
		api: async (request: ApiRequest) => {
			most = Math.max(most, ++underway);
			await new Promise((resolve) => setImmediate(resolve));
			underway--;
			log.push(`${request.method} ${request.path.replace('/v2/webhooks', '')}`.trim());
			const error = object(request, log.length);
			if (error) throw error;
			return act(request) as IDataObject;
		},
		log,
		tokens,
		most: () => most,
		state: () => webhooks.map(({ event_name, active }) => [event_name, active]).sort(),
		failValidation: (answer: Partial<typeof delivery>) => {
			validates = false;
			Object.assign(delivery, answer);
		},
	};
}

const wanted = (...events: string[]) => ({
	url,
	events,
	tokenFor: (name: string) => `token of ${name}`,
});

const failureOf = async (promise: Promise<unknown>): Promise<Error> =>
	await promise.then(
		() => {
			throw new Error('It did not fail');
		},
		(error: unknown) => error as Error,
	);

describe('what a registration needs', () => {
	it('is one webhook for each event, and no other', () => {
		const stopped = webhook(1, 'entry.stopped');
		const created = webhook(2, 'user.created');
		expect(planRegistration([stopped, created], ['entry.stopped', 'entry.started'])).toEqual({
			keep: [stopped],
			missing: ['entry.started'],
			surplus: [created],
		});
	});

	it('prefers, of two for one event, the one that is validated', () => {
		const [inactive, active] = [webhook(1, 'entry.stopped', false), webhook(2, 'entry.stopped')];
		for (const existing of [
			[inactive, active],
			[active, inactive],
		]) {
			expect(planRegistration(existing, ['entry.stopped'])).toEqual({
				keep: [active],
				missing: [],
				surplus: [inactive],
			});
		}
	});
});

describe('whether everything is registered', () => {
	it.each<[boolean, string, RegisteredWebhook[]]>([
		[true, 'all are there', [webhook(1, 'entry.stopped'), webhook(2, 'user.created')]],
		[false, 'one is missing', [webhook(1, 'entry.stopped')]],
		[false, 'one is inactive', [webhook(1, 'entry.stopped'), webhook(2, 'user.created', false)]],
		[
			false,
			'one is too many',
			[webhook(1, 'entry.stopped'), webhook(2, 'user.created'), webhook(3, 'team.created')],
		],
	])('is %j where %s', async (expected, _what, existing) => {
		const { api } = apiWith(existing);
		expect(await isRegistered(api, wanted('entry.stopped', 'user.created'))).toBe(expected);
	});
});

describe('a registration', () => {
	it('removes what is too much, renews what stays, and adds what is missing, in this order', async () => {
		const { api, log, tokens, state } = apiWith([
			webhook(1, 'team.created'),
			webhook(2, 'entry.stopped'),
		]);
		await register(api, wanted('entry.stopped', 'user.created'));
		expect(log).toEqual(['GET', 'DELETE /1', 'PUT /2', 'POST', 'POST /100/validate']);
		expect(tokens).toEqual({
			'entry.stopped': 'token of entry.stopped',
			'user.created': 'token of user.created',
		});
		expect(state()).toEqual([
			['entry.stopped', true],
			['user.created', true],
		]);
	});

	it('validates what stays and was not validated', async () => {
		const { api, log, state } = apiWith([webhook(2, 'entry.stopped', false)]);
		await register(api, wanted('entry.stopped'));
		expect(log).toEqual(['GET', 'PUT /2', 'POST /2/validate']);
		expect(state()).toEqual([['entry.stopped', true]]);
	});

	it('works on four webhooks at a time', async () => {
		const names = Array.from({ length: 10 }, (_, index) => `entry.event_${index}`);
		const { api, most, state } = apiWith();
		await register(api, wanted(...names));
		expect(most()).toBe(4);
		expect(state()).toHaveLength(10);
	});

	it('takes back everything, and begins nothing more, when one step fails', async () => {
		const names = Array.from({ length: 10 }, (_, index) => `entry.event_${index}`);
		const { api, log, state } = apiWith([], ({ body }) =>
			body?.event_name === 'entry.event_1' ? refusal(402) : undefined,
		);
		const error = await failureOf(register(api, wanted(...names)));
		expect(error).toBeInstanceOf(RegistrationError);
		expect(error.message).toBe(
			"The webhook for 'entry.event_1' could not be created. Clockodo says: Not allowed (HTTP 402).",
		);
		expect(log.filter((each) => each === 'POST').length).toBeLessThanOrEqual(4);
		expect(state()).toEqual([]);
	});

	it.each<[string, RegisteredWebhook[], string, RegExp]>([
		['removed', [webhook(1, 'team.created')], 'DELETE', /'Team Created' could not be removed/],
		['updated', [webhook(1, 'entry.stopped')], 'PUT', /'Entry Stopped' could not be updated/],
		['created', [], 'POST', /'Entry Stopped' could not be created/],
	])('says of which event a webhook could not be %s', async (_verb, existing, method, words) => {
		let objected = false;
		const { api } = apiWith(existing, (request) => {
			if (objected || request.method !== method) return undefined;
			objected = true;
			return refusal(403);
		});
		const error = await failureOf(register(api, wanted('entry.stopped')));
		expect(error.message).toMatch(words);
		expect(error.name).toBe('RegistrationError');
	});

	it.each([
		[{ status_code: 404 }, 'HTTP 404'],
		[{ status_code: null }, 'no answer'],
		[{ status_code: null, error: 'connection refused' }, 'connection refused'],
	])('says how the URL answered, when its validation failed: %j', async (delivery, words) => {
		const { api, state, failValidation } = apiWith();
		failValidation(delivery);
		const { message } = await failureOf(register(api, wanted('entry.stopped')));
		expect(message).toMatch(/^The webhook for 'Entry Stopped' could not be validated: /);
		expect(message).toContain(`to ${url} and got: ${words}. Make sure`);
		expect(state()).toEqual([]);
	});

	it('says so where the clean-up fails as well', async () => {
		const { api } = apiWith([], ({ method, path }) =>
			method === 'DELETE' || path.endsWith('/validate') ? refusal(403) : undefined,
		);
		const { message } = await failureOf(register(api, wanted('entry.stopped')));
		expect(message).toMatch(
			/^The webhook for 'Entry Stopped' could not be validated\. .* Webhooks that were made before may be left in Clockodo, since they could not be removed: The webhook for 'Entry Stopped' could not be removed\./,
		);
	});

	it('hands on an error that is not of the API as it is', async () => {
		const broken = new TypeError('broken');
		const { api } = apiWith([], ({ method }) => (method === 'POST' ? broken : undefined));
		expect(await failureOf(register(api, wanted('entry.stopped')))).toBe(broken);
		const unreadable = async () => await Promise.reject(broken);
		expect(await failureOf(unregister(unreadable, url))).toBe(broken);
	});
});

describe('an API that stores the URL in a form of its own', () => {
	it.each<[string, (stored: string) => string]>([
		['in capitals, with a slash behind it', (stored) => `${stored.toUpperCase()}/`],
		['in one that only the IDs lead through', () => 'stored elsewhere'],
	])('gives back every webhook that was made: %s', async (_form, storedForm) => {
		const { api, state } = apiWith([], undefined, storedForm);
		const both = wanted('entry.stopped', 'user.created');
		const ids = await register(api, both);
		expect(ids).toEqual([100, 101]);
		expect(await isRegistered(api, { ...both, ids })).toBe(true);
		expect(await register(api, { ...both, ids })).toEqual([100, 101]);
		expect(state()).toHaveLength(2);
		await unregister(api, url, ids);
		expect(state()).toEqual([]);
	});

	it('keeps none of a registration that has failed, nor of the one before', async () => {
		const isLast = ({ body }: ApiRequest) => body?.event_name === 'team.created';
		const refuses = (request: ApiRequest) => (isLast(request) ? refusal(402) : undefined);
		const { api, state } = apiWith([], refuses, () => 'stored elsewhere');
		const ids = await register(api, wanted('entry.stopped'));
		const more = wanted('entry.stopped', 'user.created', 'team.created');
		expect((await failureOf(register(api, { ...more, ids }))).message).toContain('HTTP 402');
		expect(state()).toEqual([]);
	});
});

describe('an API', () => {
	it.each([404, 405, 410])('without webhooks (%i) is named, with the way out', async (status) => {
		const { api } = apiWith([], () => refusal(status));
		const error = await failureOf(register(api, wanted('entry.stopped')));
		expect(error).toBeInstanceOf(RegistrationError);
		expect(error.message).toMatch(/^This API has no endpoints for webhooks.*'Manual'/);
	});

	it('that does not say what it has is not asked for more', async () => {
		const { api, log } = apiWith([], () => refusal(403));
		const error = await failureOf(isRegistered(api, wanted('entry.stopped')));
		expect(error.message).toMatch(
			/^The workflow's webhooks could not be looked up\. Clockodo says/,
		);
		expect(log).toEqual(['GET']);
	});
});

describe('unregistering', () => {
	it('removes all webhooks of the URL', async () => {
		const { api, state, log } = apiWith([webhook(1, 'team.created'), webhook(2, 'user.created')]);
		await unregister(api, url);
		expect(state()).toEqual([]);
		expect(log).toHaveLength(3);
	});
});
