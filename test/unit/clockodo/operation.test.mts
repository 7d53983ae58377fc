import { describe, expect, it } from '@jest/globals';

import {
	answerSchema,
	filtersIn,
	largestPage,
	pagingSchema,
	type Operation,
} from '../../../src/clockodo/operation.js';
import type { Schema } from '../../../src/clockodo/schema.js';

const of: Schema = { type: 'object', properties: { id: { type: 'integer' } } };

describe('the schema of an answer', () => {
	it('is the resource’s own where the answer is the resource', () => {
		expect(answerSchema({ of })).toBe(of);
	});

	it('demands the property that holds the resource', () => {
		expect(answerSchema({ key: 'data', of })).toEqual({
			type: 'object',
			required: ['data'],
			properties: { data: of },
		});
	});

	it('is that of a list, with the number of pages where there are some', () => {
		expect(answerSchema({ key: 'data', list: true, of })).toMatchObject({
			properties: { data: { type: 'array', items: of } },
		});
		expect(answerSchema({ key: 'data', list: true, paging: true, of })).toEqual({
			type: 'object',
			required: ['paging', 'data'],
			properties: { paging: pagingSchema, data: { type: 'array', items: of } },
		});
	});

	it('says of paging which page this is, and how many there are', () => {
		const names = ['items_per_page', 'current_page', 'count_pages', 'count_items'];
		expect(pagingSchema).toEqual({
			type: 'object',
			required: names,
			properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])),
		});
	});
});

describe('the largest page', () => {
	const operation: Operation = {
		id: 'getThings',
		method: 'GET',
		path: '/v1/things',
		tag: 'Thing',
		answer: { of },
	};

	it('is what the operation says, or nothing', () => {
		const query: Operation['query'] = { items_per_page: { type: 'integer', maximum: 250 } };
		expect(largestPage({ ...operation, query })).toBe(250);
		expect(largestPage({ ...operation, query: {} })).toBeUndefined();
		expect(largestPage(operation)).toBeUndefined();
	});
});

describe('the filters of a query', () => {
	it('are what stands inside `filter`, or none', () => {
		const properties: Record<string, Schema> = { active: { type: 'boolean' } };
		expect(filtersIn({ filter: { type: 'object', properties } })).toEqual(properties);
		expect(filtersIn({ filter: { type: 'string' } })).toEqual({});
		expect(filtersIn({})).toEqual({});
		expect(filtersIn()).toEqual({});
	});
});
