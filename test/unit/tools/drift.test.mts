import { describe, expect, it } from '@jest/globals';

import {
	type Drift,
	driftBetween,
	isEmpty,
	schemaDifferences,
} from '../../../tools/drift/compare.mjs';
import { driftReport } from '../../../tools/drift/report.mjs';
import { inPackage, type Stated, statedIn } from '../../../tools/drift/stated.mjs';
import {
	type Description,
	listOf,
	type OpenApiOperation,
	type VendorSchema,
} from '../../../tools/generate/source.mjs';

/** An OpenAPI document of four operations, with the vendor's names of what this package has. */
function description(): Description['openApi'] {
	const answer = (schema: VendorSchema) => ({
		'200': { content: { 'application/json': { schema } } },
	});
	const absence: VendorSchema = { $ref: '#/components/schemas/AbsenceV4' };
	const id = {
		name: 'id',
		in: 'path' as const,
		required: true,
		schema: { type: 'integer' as const },
	};
	return {
		info: { version: '2026-01-01' },
		paths: {
			'/v4/absences': {
				get: {
					operationId: 'getAbsencesV4',
					tags: ['Absence'],
					parameters: [
						{
							name: 'filter',
							in: 'query',
							required: false,
							schema: { type: 'object', properties: { year: { type: 'integer', maximum: 2037 } } },
						},
					],
					responses: answer({
						type: 'object',
						properties: { data: { type: 'array', items: absence } },
					}),
				},
				post: {
					operationId: 'createAbsenceV4',
					tags: ['Absence'],
					requestBody: {
						content: {
							'application/json': {
								schema: {
									type: 'object',
									required: ['type'],
									properties: {
										type: { $ref: '#/components/schemas/AbsenceType' },
										note: { type: 'string' },
									},
								},
							},
						},
					},
					responses: answer({ type: 'object', properties: { data: absence } }),
				},
			},
			'/v4/absences/{id}': {
				get: {
					operationId: 'getAbsenceByIdV4',
					tags: ['Absence'],
					parameters: [id],
					responses: answer({ type: 'object', properties: { data: absence } }),
				},
				delete: {
					operationId: 'deleteAbsenceByIdV4',
					tags: ['Absence'],
					parameters: [id],
					responses: answer({ type: 'object', properties: { success: { type: 'boolean' } } }),
				},
			},
		},
		components: {
			schemas: {
				// What the generator's overrides are made from.
				RateV3: { type: 'object', properties: {} },
				ProjectsReportProjectReportItemV4: { type: 'object', required: [] },
				ProjectsReportRetainerSubprojectReportItemV4: { type: 'object' },
				AbsenceType: {
					type: 'integer',
					enum: [1, 2],
					'x-enumNames': ['RegularHoliday', 'SpecialLeave'],
				},
				AbsenceV4: {
					type: 'object',
					required: ['id'],
					properties: {
						id: { type: 'integer' },
						type: { $ref: '#/components/schemas/AbsenceType' },
						note: { type: 'string' },
					},
				},
			},
		},
		webhooks: { absence_created: {}, absence_approved: {}, work_time_change_request_created: {} },
	};
}

const stated = (openApi = description()): Stated => statedIn({ openApi, list: listOf(openApi) });

/** What comes of a change of the description: the drift, and the report of it. */
function after(change: (openApi: Description['openApi']) => void): { drift: Drift; text: string } {
	const changed = description();
	change(changed);
	const before = stated();
	const now = stated(changed);
	const drift = driftBetween(before, now);
	return { drift, text: driftReport(drift, before, now) };
}

const posted = ({ paths }: Description['openApi']) =>
	paths['/v4/absences'].post.requestBody!.content!['application/json']!.schema;

describe('the drift of a description', () => {
	it('is nothing between a description and itself, whatever the order of its keys', () => {
		const { drift, text } = after((openApi) => {
			openApi.paths = Object.fromEntries(Object.entries(openApi.paths).reverse());
			const { properties } = openApi.components.schemas.AbsenceV4;
			openApi.components.schemas.AbsenceV4.properties = Object.fromEntries(
				Object.entries(properties!).reverse(),
			);
		});
		expect(isEmpty(drift)).toBe(true);
		expect(text).toBe('Nothing has changed.');
	});

	it('names a new action and a new entity, with where each belongs', () => {
		const { drift, text } = after(({ webhooks }) => {
			Object.assign(webhooks!, { absence_declined: {}, contract_created: {} });
		});
		expect(drift.events).toEqual([
			{ kind: 'appeared', name: 'absence.declined', details: [] },
			{ kind: 'appeared', name: 'contract.created', details: [] },
		]);
		expect(text).toContain('Events: 2 appeared, 0 changed, 0 vanished');
		expect(text).toContain('declined is a new action of absence (moreActions)');
		expect(text).toContain('contract is a new entity');
	});

	it('names an event that is gone, with where it is offered and caused', () => {
		const { text } = after(({ webhooks }) => delete webhooks!.work_time_change_request_created);
		expect(text).toContain('- work_time_change_request.created');
		expect(text).toContain('sandbox/client/scenarios.mts: it is caused there');
	});

	it('names an operation that is gone, and all that stands on it', () => {
		const { drift, text } = after(({ paths }) => {
			delete paths['/v4/absences/{id}'].get;
			delete paths['/v4/absences'].get;
		});
		expect(drift.operations.map(({ kind, name }) => [kind, name])).toEqual([
			['vanished', 'getAbsenceByIdV4'],
			['vanished', 'getAbsencesV4'],
		]);
		expect(text).toContain('→ node: Absence → Get\n');
		expect(text).toContain('→ trigger: fetches Absence for its events');
		expect(text).toContain('→ drop-down: absence');
		expect(text).toContain('→ sandbox: serves it');
	});

	it('names a newer version of what the node sends, and a resource that it does not have', () => {
		const moved = (operation: OpenApiOperation, operationId: string, tag = 'Absence') => ({
			...operation,
			operationId,
			tags: [tag],
		});
		const { text } = after(({ paths }) => {
			const { get } = paths['/v4/absences'];
			paths['/v5/absences'] = { get: moved(get, 'getAbsencesV5') };
			paths['/v1/contracts'] = { get: moved(get, 'getContracts', 'Contract') };
		});
		expect(text).toContain('+ getAbsencesV5\n      GET /v5/absences (Absence)');
		expect(text).toContain('a newer version of getAbsencesV4, which Absence → Get Many sends');
		expect(text).toContain('no resource has the tag Contract yet');
	});

	it('names each input that came, went or changed', () => {
		const { drift } = after((openApi) => {
			const { post, get } = openApi.paths['/v4/absences'];
			const body = posted(openApi);
			post.deprecated = true;
			body.required = [];
			delete body.properties!.note;
			body.properties!.reason = { type: 'string' };
			get.parameters![0].schema.properties!.year.maximum = 2050;
		});
		expect(drift.operations).toEqual([
			{
				kind: 'changed',
				name: 'createAbsenceV4',
				details: [
					'deprecated: none → true',
					'- body note (string)',
					'+ body reason (string)',
					'body required - type',
				],
			},
			{
				kind: 'changed',
				name: 'getAbsencesV4',
				details: ['query filter year maximum: 2037 → 2050'],
			},
		]);
	});

	it('names what changed in answers and enums, and the operations and events that speak of it', () => {
		const { drift, text } = after(({ components: { schemas } }) => {
			schemas.AbsenceV4.properties!.approved_by = { type: ['integer', 'null'] };
			schemas.AbsenceType.enum!.push(3);
			schemas.AbsenceType['x-enumNames']!.push('OverTimeReduction');
		});
		expect(drift.models).toEqual([
			{ kind: 'changed', name: 'AbsenceV4', details: ['+ approved_by (integer,null)'] },
		]);
		expect(drift.enums).toEqual([
			{ kind: 'changed', name: 'AbsenceType', details: ['+ 3 (Overtime Reduction)'] },
		]);
		expect(text).toContain('→ node: Absence → Create, Get, Get Many');
		expect(text).toContain('→ trigger: the resource of Absence events');
	});

	it('goes on behind what cannot be read, and says what it is', () => {
		const { drift, text } = after((openApi) => {
			posted(openApi).properties!.note = { type: 'string', pattern: '.' } as VendorSchema;
		});
		expect(drift.operations.map(({ name }) => name)).toEqual(['createAbsenceV4']);
		expect(text).toContain("! The description uses 'pattern', which Schema does not know");
	});

	it('compares choices of forms one by one', () => {
		const choice = (maximum: number) => ({
			oneOf: [{ type: 'integer' as const, maximum }, { type: 'null' as const }],
		});
		expect(schemaDifferences('body x', choice(1), choice(2))).toEqual([
			'body x (form 1) maximum: 1 → 2',
		]);
	});

	it('of this package’s own tables from themselves is nothing', () => {
		expect(driftReport(driftBetween(inPackage, inPackage), inPackage, inPackage)).toBe(
			'Nothing has changed.',
		);
	});
});
