import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { entities } from '../../../src/clockodo/entities.js';
import { events } from '../../../src/clockodo/events.js';
import { fetchResource } from '../../../src/clockodo/fetch-resource.js';
import { isRepeat } from '../../support/is-repeat.mjs';
import { enrich } from '../../../src/webhook/enrich.js';
import { subjectOf } from '../../../src/clockodo/subject.js';
import { readNotification, type Notification } from '../../../src/webhook/notification.js';
import { classify } from '../../../src/webhook/request.js';
import { digestOf, matchesAnyDigest, tokensOf } from '../../../src/webhook/tokens.js';

const runs = { numRuns: 1_000 };
const poison = ['__proto__', 'constructor', 'prototype'];

/** Whatever JSON can hold, with keys that reach a prototype and keys that the receiver looks for. */
const jsonLike = fc
	.json({ maxDepth: 9 })
	.map((text) => JSON.parse(text) as unknown)
	.chain((value) =>
		fc.oneof(
			fc.constant(value),
			fc
				.constantFrom(...poison, 'secret', 'token', 'payload', 'event_name', 'id', 'data', 'files')
				.map((key) => JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`) as unknown),
		),
	);

/** Also what JSON cannot hold: symbols, functions, buffers, dates, objects without a prototype. */
const anything = fc.oneof(
	jsonLike,
	fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withTypedArray: true }),
);

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const right = fc
	.record({ event: fc.constantFrom(...events), id, subscription_id: id, company_id: id })
	.map(({ event, id: resource, ...ids }) => ({
		...ids,
		event_name: event.name,
		occurred_at: '2026-11-24T17:02:00Z',
		payload:
			event.action === 'budget_notification'
				? { id: resource, type: 'projectBudget', threshold: 80 }
				: { [event.entity]: { id: resource } },
		token: 'planted-token',
	}));

function keysIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

describe('classify', () => {
	it('never fails, and believes in no secret that is not of the known form', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('GET', 'POST', 'HEAD', 'PUT'),
				anything,
				anything,
				(method, query, body) => {
					const request = classify({ method, query, body });
					if (request.kind === 'handshake') {
						expect(request.secret).toMatch(/^[\w+/=.~:{}()[\]-]{6,128}$/);
					}
					if (request.kind === 'notification') expect(method).toBe('POST');
				},
			),
			runs,
		);
	});

	it('takes a body with a secret and an event for no handshake', () => {
		const named = fc.record({ secret: fc.uuid(), event_name: anything, more: anything });
		fc.assert(
			fc.property(named, (body) => {
				expect(classify({ method: 'POST', query: {}, body }).kind).toBe('notification');
			}),
			runs,
		);
	});
});

describe('readNotification', () => {
	it('never fails, whatever comes', () => {
		fc.assert(
			fc.property(anything, (body) => {
				const read = readNotification(body);
				expect(['string', 'object']).toContain(typeof read);
			}),
			runs,
		);
	});

	it('accepts nothing with a wrong field, and hands on only whole numbers as IDs', () => {
		const fields = ['event_name', 'subscription_id', 'company_id', 'occurred_at', 'payload'];
		fc.assert(
			fc.property(right, fc.constantFrom(...fields), anything, (body, field, value) => {
				const read = readNotification({ ...body, [field]: value });
				if (typeof read === 'string') return;
				expect(Object.keys(read).sort()).toEqual([...fields].sort());
				for (const number of [read.subscription_id, read.company_id]) {
					expect(number === null || (Number.isSafeInteger(number) && number > 0)).toBe(true);
				}
				expect(Number(subjectOf(read)?.id)).toBeGreaterThan(0);
				expect(Number.isSafeInteger(subjectOf(read)?.id)).toBe(true);
				expect(typeof read.event_name).toBe('string');
				expect(Date.parse(read.occurred_at ?? '2026')).toBeGreaterThan(0);
			}),
			runs,
		);
	});

	it('accepts every right one, with anything beside it, and leaves token and the rest out', () => {
		fc.assert(
			fc.property(right, jsonLike, (body, extra) => {
				const read = readNotification({ ...(typeof extra === 'object' ? extra : {}), ...body });
				const { token: _token, ...rest } = body;
				expect(read).toEqual(rest);
			}),
			runs,
		);
	});

	it('lets no key through that reaches a prototype', () => {
		fc.assert(
			fc.property(right, jsonLike, (body, extra) => {
				const read = readNotification({ ...body, payload: { ...body.payload, extra } });
				if (typeof read === 'string') return;
				expect(keysIn(read).filter((key) => poison.includes(key))).toEqual([]);
				expect(structuredClone(read)).toEqual(read);
			}),
			runs,
		);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	it.each([
		['fifty thousand numbers', Array.from({ length: 50_000 }, () => 0)],
		['fifty thousand keys', Object.fromEntries(Array.from({ length: 5e4 }, (_, i) => [i, 0]))],
		['a long text', 'x'.repeat(1_000_000)],
		['long keys', Object.fromEntries([['x'.repeat(1_000_000), 1]])],
		['many levels', JSON.parse('['.repeat(1_000) + ']'.repeat(1_000))],
	])('cuts a payload of %s to a size that harms nobody, and keeps its ID', (_what, extra) => {
		const [body] = fc.sample(right, 1);
		for (const payload of [
			{ entry: { extra, id: 1, behind: 'x' } },
			{ extra, more: extra, entry: { extra, id: 1 } },
			{ id: extra, type: extra, entry: { id: 1 } },
		]) {
			const read = readNotification({ ...body, event_name: 'entry.stopped', payload });
			expect(typeof read).toBe('object');
			const subject = { entity: 'entry', action: 'stopped', id: 1 };
			expect(subjectOf(read as Notification)).toEqual(subject);
			expect(JSON.stringify(read).length).toBeLessThan(30_000);
		}
	});

	it.each([
		['half a million numbers', Array.from({ length: 500_000 }, () => 0)],
		['a text of 5 MB', 'x'.repeat(5_000_000)],
		['a hundred thousand levels', JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))],
	])('refuses a payload of %s', (_what, extra) => {
		const payload = { entry: { id: 1, extra } };
		const [body] = fc.sample(right, 1);
		expect(typeof readNotification({ ...body, event_name: 'entry.stopped', payload })).toBe(
			'string',
		);
	});
});

describe('an ID from a notification', () => {
	/** Has whatever it is asked for, alone or as a list. */
	const apiOf = (paths: string[], resourceId: unknown) => async (request: { path: string }) => {
		paths.push(request.path);
		const resource = { id: resourceId as number };
		return await Promise.resolve({
			data: resource,
			entry: resource,
			change_requests: [resource],
		});
	};
	const pathOf = async (entity: (typeof entities)[number], resourceId: unknown) => {
		const paths: string[] = [];
		const api = apiOf(paths, resourceId);
		await fetchResource(api, entity, resourceId as number).catch(() => undefined);
		return paths;
	};
	const entityNamed = (name: unknown) => {
		const found = entities.find((each) => each.name === name);
		if (!found) throw new Error(`There is no entity '${String(name)}'`);
		return found;
	};

	it('gets into a path as a whole number or not at all', async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...entities), anything, async (entity, value) => {
				for (const path of await pathOf(entity, value)) {
					expect(path).toMatch(/^\/v\d+(\/[A-Za-z]+)+(\/\d+)?$/);
				}
			}),
			runs,
		);
	});

	it('leads to the path of its own entity', async () => {
		await fc.assert(
			fc.asyncProperty(right, async (body) => {
				const stored = { ...body, received_at: '2026-11-24T17:02:01Z' };
				const paths: string[] = [];
				const api = apiOf(paths, subjectOf(body)?.id);
				const item = await enrich(stored, api, { fetchResource: true, onFetchFailure: 'fail' });
				const expected =
					item.action === 'deleted' ? [] : await pathOf(entityNamed(item.entity), item.resource_id);
				expect(paths).toEqual(expected);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('matchesAnyDigest', () => {
	it('agrees with a plain comparison over all tokens', () => {
		const token = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
		fc.assert(
			fc.property(token, fc.array(token), fc.boolean(), (given, others, isKnown) => {
				const expected = isKnown ? [...others, given] : others;
				expect(matchesAnyDigest(given, expected.map(digestOf))).toBe(expected.includes(given));
			}),
			runs,
		);
	});

	it('takes nothing but a text for a token', () => {
		const noText = anything.filter((value) => typeof value !== 'string');
		fc.assert(
			fc.property(noText, (value) => {
				expect(matchesAnyDigest(value, [digestOf(String(Object(value) && 'x'))])).toBe(false);
			}),
			runs,
		);
	});

	it('never expects an empty token, whatever the credential holds', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (token, additionalTokens) => {
				const tokens = tokensOf({ token, additionalTokens });
				expect(tokens.every((each) => each.trim() !== '')).toBe(true);
			}),
			runs,
		);
	});
});

describe('isRepeat', () => {
	it('never fails over a payload or a resource, and lets the first one through', async () => {
		await fc.assert(
			fc.asyncProperty(right, jsonLike, fc.uuid(), async (body, state, table) => {
				const around = {
					table,
					executionId: '1',
					letThrough: false,
					record: async () => ({ processed: [] }),
				};
				expect(await isRepeat(body, state, around)).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});
});
