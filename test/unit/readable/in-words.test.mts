import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, dictionary, integer, jsonValue, oneof, property } from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { inWords, isReadable, type FindName } from '../../../src/clockodo/readable/in-words.js';
import { readableModels } from '../../../src/clockodo/readable/models.js';

const people: FindName = (source, id) =>
	source === 'User'
		? { name: `Person ${id}`, email: `person${id}@example.com` }
		: { name: `${source} ${id}` };

const nobody: FindName = () => undefined;

describe('a resource in words', () => {
	it('has names beside IDs, labels beside choices, hours beside seconds', () => {
		const entry = {
			id: 7,
			type: 1,
			users_id: 3,
			customers_id: 5,
			projects_id: null,
			services_id: 2,
			billable: 2,
			duration: 5_400,
			text: 'Layout',
		};
		const readable = inWords(entry, 'EntryV2', people);
		expect(readable).toEqual({
			...entry,
			type_label: 'Time',
			users_name: 'Person 3',
			users_email: 'person3@example.com',
			customers_name: 'Customer 5',
			services_name: 'Service 2',
			billable_label: 'Billed',
			duration_hours: 1.5,
		});
		expect(Object.keys(readable).slice(0, 6)).toEqual([
			'id',
			'type',
			'type_label',
			'users_id',
			'users_name',
			'users_email',
		]);
	});

	it('has the people who decide of an absence', () => {
		const absence = { id: 1, users_id: 3, type: 4, status: 1, approved_by: 4 };
		expect(inWords(absence, 'AbsenceV4', people)).toMatchObject({
			type_label: 'Sick Day',
			status_label: 'Approved',
			approved_by_name: 'Person 4',
			approved_by_email: 'person4@example.com',
		});
		expect(inWords({ type: 3 }, 'AbsenceV4', nobody)).toEqual({
			type: 3,
			type_label: 'Overtime Reduction',
		});
	});

	it.each([-1, 0, null, undefined, '', 'x', 1.5, [], {}])(
		'leaves out the name of the ID %j, and hours and labels of such values',
		(nothing) => {
			const given = { users_id: nothing, billable: nothing, duration: nothing } as IDataObject;
			const readable = inWords(given, 'EntryV2', people);
			const { billable_label, duration_hours, ...rest } = readable;
			expect(rest).toEqual(given);
			expect(billable_label).toBe(nothing === 0 ? 'Not Billable' : undefined);
			expect(duration_hours).toBe(nothing === 0 ? 0 : nothing === 1.5 ? 0.0004 : undefined);
		},
	);

	it('overwrites nothing, not even with null', () => {
		const report = { users_id: 3, users_name: 'Anna of old', users_email: null };
		expect(inWords(report, 'UserReportV1', people)).toEqual(report);
	});

	it('has lists of names in the order of the IDs, null where one is not known', () => {
		const find: FindName = (source, id) => (id === 4 ? undefined : people(source, id));
		expect(inWords({ leader: 3, user_ids: [3, 4, 5] }, 'TeamV3', find)).toEqual({
			leader: 3,
			leader_name: 'Person 3',
			leader_email: 'person3@example.com',
			user_ids: [3, 4, 5],
			user_names: ['Person 3', null, 'Person 5'],
			user_emails: ['person3@example.com', null, 'person5@example.com'],
		});
		expect(inWords({ user_ids: [] }, 'TeamV3', nobody)).toMatchObject({ user_names: [] });
		expect(inWords({ user_ids: [3] }, 'TeamV3', nobody)).toEqual({ user_ids: [3] });
		expect(inWords({ user_ids: 'all' }, 'TeamV3', people)).toEqual({ user_ids: 'all' });
	});

	it('goes into what it holds', () => {
		const clock = { running: { users_id: 3, duration: null }, stopped: null };
		expect(inWords(clock, 'ClockV2', people)).toEqual({
			running: {
				users_id: 3,
				users_name: 'Person 3',
				users_email: 'person3@example.com',
				duration: null,
			},
			stopped: null,
		});
		const day = { date: '2026-11-24', hours: 27_000, breaks: [{ length: 1_800 }] };
		const report = { month_details: [{ week_details: [{ diff: -3_600, day_details: [day] }] }] };
		expect(inWords(report, 'UserReportV1', people)).toEqual({
			month_details: [
				{
					week_details: [
						{
							diff: -3_600,
							diff_hours: -1,
							day_details: [
								{ ...day, hours_hours: 7.5, breaks: [{ length: 1_800, length_hours: 0.5 }] },
							],
						},
					],
				},
			],
		});
	});

	it('says hours to four decimals', () => {
		const hours = (duration: number) => inWords({ duration }, 'EntryV2', people).duration_hours;
		expect([1_200, 1, -1_200, 86_399].map(hours)).toEqual([0.3333, 0.0003, -0.3333, 23.9997]);
	});
});

describe('groups of entries', () => {
	const group = (grouped_by: string, id: string, more: IDataObject = {}): IDataObject => ({
		group: id,
		name: `Group ${id}`,
		grouped_by,
		duration: 3_600,
		...more,
	});

	it('have their own name under the name of what they are groups of, down to the last', () => {
		const groups = group('customers_id', '5', {
			sub_groups: [
				group('users_id', '3', {
					restrictions: { customers_id: 5, users_id: null, billable: 12 },
					sub_groups: [group('billable', '0', { sub_groups: null })],
				}),
			],
		});
		const readable = inWords(groups, 'EntryGroupV2', people);
		expect(readable).toMatchObject({ customers_name: 'Group 5', duration_hours: 1 });
		const [person] = readable.sub_groups as IDataObject[];
		expect(person).toMatchObject({
			users_name: 'Group 3',
			users_email: 'person3@example.com',
			restrictions: {
				customers_id: 5,
				customers_name: 'Customer 5',
				users_id: null,
				billable: 12,
				billable_label: 'Billable or Billed',
			},
		});
		expect(person).not.toHaveProperty('customers_name');
		expect(person.sub_groups).toEqual([
			{
				...group('billable', '0', { sub_groups: null }),
				billable_label: 'Not Billable',
				duration_hours: 1,
			},
		]);
	});

	it.each([
		['projects_id', '0'],
		['users_id', ''],
		['day', '2026-11-24'],
		['is_lumpsum', '1'],
		['texts_id', '8'],
	])('of %s %j have no more to say', (grouped_by, id) => {
		const given = group(grouped_by, id);
		expect(inWords(given, 'EntryGroupV2', people)).toEqual({ ...given, duration_hours: 1 });
	});
});

describe('whatever the API answers', () => {
	// The same values each time: mutation tests count what these notice.
	const fixed = { seed: 4711, numRuns: 300 };
	const names = Object.keys(readableModels);
	const fields = [
		...new Set(
			Object.values(readableModels).flatMap((model) => [
				...(model.references ?? []),
				...(model.referenceLists ?? []),
				...Object.keys(model.choices ?? {}),
				...(model.seconds ?? []),
				...Object.keys(model.inner ?? {}),
			]),
		),
		'group',
		'grouped_by',
		'name',
		'users_name',
		'__proto__',
		'constructor',
	];
	const value = oneof(integer(), jsonValue(), dictionary(constantFrom(...fields), jsonValue()));
	const resource = dictionary(constantFrom(...fields), value);

	it('is kept as it is, field by field and in its order', () => {
		assert(
			property(constantFrom(...names), resource, (model, given) => {
				const before = JSON.stringify(given);
				const readable = inWords(given, model, people);
				expect(JSON.stringify(given)).toBe(before);
				const own = Object.keys(readable).filter((name) => Object.hasOwn(given, name));
				expect(own).toEqual(Object.keys(given));
				const inner = Object.keys(readableModels[model].inner ?? {});
				for (const name of own.filter((each) => !inner.includes(each))) {
					expect(readable[name]).toEqual(given[name]);
				}
			}),
			fixed,
		);
	});

	it('is the same when it is said twice', () => {
		assert(
			property(constantFrom(...names), resource, (model, given) => {
				const once = inWords(given, model, people);
				expect(inWords(once, model, people)).toEqual(once);
			}),
			fixed,
		);
	});

	it('stays as it is where the model says nothing', () => {
		expect(isReadable('ServiceV4')).toBe(false);
		expect(isReadable(undefined)).toBe(false);
		expect(isReadable('toString')).toBe(false);
		const given = { users_id: 3 };
		expect(inWords(given, 'ServiceV4', people)).toEqual(given);
	});
});
