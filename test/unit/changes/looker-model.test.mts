import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntityName } from '../../../src/clockodo/entities.js';
import { LookedAtCompany } from '../../support/looked-at-company.mjs';
import { LookingN8n, type Fate, type ToldEvent } from '../../support/looking-n8n.mjs';

const entities = ['customer', 'absence', 'entry'] as const satisfies readonly EntityName[];
type Kind = (typeof entities)[number];

const settings = {
	trigger: 'workflow/model',
	entities,
	events: ['*'],
	lookBack: 35,
	interval: 300_000,
	hasLostBase: false,
};

const iso = (time: number) => new Date(time).toISOString().replace('.000', '');

/** Fields of a new thing; of a few values, so that states come again. */
function fieldsOf(kind: Kind, value: number, now: number) {
	if (kind === 'customer') return { name: `Customer ${value}` };
	const day = iso(now).slice(0, 10);
	if (kind === 'absence')
		return { date_since: day, date_until: day, status: value % 2, note: value };
	return {
		...changedEntry(value, now),
		time_insert: iso(now),
		time_since: iso(now),
		clocked: true,
	};
}

const changedEntry = (value: number, now: number) => ({
	text: `Text ${value}`,
	time_until: value % 2 === 0 ? null : iso(now),
	time_last_change: iso(now),
});

/** Of an entry, no state comes again: it tells when it was changed. */
function changeOf(kind: Kind, value: number, now: number) {
	if (kind === 'entry') return changedEntry(value, now);
	return kind === 'customer' ? { name: `Customer ${value}` } : { status: value % 2, note: value };
}

type Step =
	| { do: 'create' | 'change' | 'remove'; kind: Kind; pick: number; value: number }
	| { do: 'many'; count: number }
	| { do: 'look'; fates: Fate[] }
	| { do: 'stop' };

const kind = fc.constantFrom(...entities);
const small = fc.nat(3);
const healthy: readonly Fate[] = ['stored', 'waits', 'refused', 'refused late', 'lost', 'throws'];
const deaths: readonly Fate[] = [
	'lost late',
	'killed',
	'killed after the text',
	'killed after both',
];

const stepsWith = (...fates: Fate[]): fc.Arbitrary<Step[]> =>
	fc.array(
		fc.oneof(
			{
				weight: 6,
				arbitrary: fc.record({
					do: fc.constantFrom('create' as const, 'change' as const, 'remove' as const),
					kind,
					pick: fc.nat(),
					value: small,
				}),
			},
			{
				weight: 4,
				arbitrary: fc.record({
					do: fc.constant('look' as const),
					fates: fc.array(fc.constantFrom(...fates), { maxLength: 3 }),
				}),
			},
			{ weight: 1, arbitrary: fc.constant<Step>({ do: 'stop' }) },
		),
		{ maxLength: 30 },
	);

interface Played {
	company: LookedAtCompany;
	n8n: LookingN8n;
	/** The things and states that were there before the first look. */
	before: Map<string, string>;
	all: Set<string>;
	/** How often each of them was changed. */
	changed: Map<string, number>;
}

async function play(steps: readonly Step[], refusesRepeats: boolean): Promise<Played> {
	const company = new LookedAtCompany();
	const n8n = new LookingN8n(company, settings, refusesRepeats);
	const all = new Set<string>();
	const changed = new Map<string, number>();
	const create = (its: Kind, value: number) =>
		all.add(`${its} ${company.create(its, fieldsOf(its, value, n8n.now))}`);
	for (const its of entities) for (const value of [0, 1, 2]) create(its, value);
	const before = new Map([...all].map((thing) => [thing, stateIn(company, thing)]));
	await n8n.start({ isPublication: true });
	for (const step of steps) {
		n8n.now += 1_000;
		if (step.do === 'stop') n8n.stop();
		else if (step.do === 'many') for (let i = 0; i < step.count; i++) create('customer', i);
		else if (step.do === 'look') {
			n8n.fates.splice(0, Infinity, ...step.fates);
			if (n8n.isRunning) await n8n.tick();
			else await n8n.start();
			n8n.fates.splice(0);
		} else if (step.do === 'create') create(step.kind, step.value);
		else {
			const ids = [...company.of(step.kind).keys()];
			if (ids.length === 0) continue;
			const id = ids[step.pick % ids.length];
			if (step.do === 'remove') company.remove(step.kind, id);
			else {
				const thing = `${step.kind} ${id}`;
				changed.set(thing, (changed.get(thing) ?? 0) + 1);
				company.change(step.kind, id, changeOf(step.kind, step.value, n8n.now));
			}
		}
	}
	if (!n8n.isRunning) await n8n.start();
	for (let look = 0; look < 4; look++) await n8n.tick();
	return { company, n8n, before, all, changed };
}

function split(thing: string): [EntityName, number] {
	const [entity, id] = thing.split(' ');
	return [entity as EntityName, Number(id)];
}

const stateIn = (company: LookedAtCompany, thing: string) => company.stateOf(...split(thing));

function eventsOf(told: readonly ToldEvent[], thing: string): ToldEvent[] {
	return told.filter(({ entity, id }) => `${entity} ${id}` === thing);
}

/** What the flow knows of the thing is what there is. */
function missed({ company, n8n, before, all }: Played): string[] {
	return [...all].filter((thing) => {
		if (n8n.unsure.has(thing)) return false;
		const events = eventsOf(n8n.told, thing);
		const names = events.map(({ event_name }) => event_name.split('.')[1]);
		const isKnown = before.has(thing) || names.includes('created');
		const state = stateIn(company, thing);
		if (state === 'gone') return isKnown && !names.includes('deleted');
		return !isKnown || (events.at(-1)?.state ?? before.get(thing)) !== state;
	});
}

/** What the flow was told more often than it has happened. */
function doubled({ n8n, changed, before, all }: Played): string[] {
	return [...all].filter((thing) => {
		const events = eventsOf(n8n.told, thing);
		const count = (action: string) =>
			events.filter(({ event_name }) => event_name.endsWith(`.${action}`)).length;
		return (
			count('created') > (before.has(thing) ? 0 : 1) ||
			count('deleted') > 1 ||
			count('updated') > (changed.get(thing) ?? 0)
		);
	});
}

const line = fc.boolean();

/** What is refused when it was not expected any more is remembered again. */
const refusedVeryLate: Step[] = [
	{ do: 'create', kind: 'customer', pick: 0, value: 0 },
	{ do: 'look', fates: ['killed after both'] },
	{ do: 'create', kind: 'customer', pick: 0, value: 0 },
	{ do: 'look', fates: ['lost late', 'refused late'] },
	{ do: 'look', fates: ['killed after the text'] },
];

/** What was refused once is remembered while others are handed over again. */
const refusedBesideOthers: Step[] = [
	{ do: 'create', kind: 'customer', pick: 0, value: 0 },
	{ do: 'look', fates: ['refused late'] },
	{ do: 'create', kind: 'customer', pick: 0, value: 0 },
	{ do: 'look', fates: ['refused late', 'lost'] },
	{ do: 'look', fates: ['stored', 'throws'] },
	{ do: 'look', fates: ['killed'] },
];

/** Each change was told, and once. */
function expectAllOnce(played: Played): void {
	expect({ missed: missed(played), doubled: doubled(played) }).toEqual({
		missed: [],
		doubled: [],
	});
}

describe('around looks, an n8n', () => {
	it('that refuses, loses and throws: each change is told, and once', async () => {
		await fc.assert(
			fc.asyncProperty(stepsWith(...healthy), line, async (steps, refusesRepeats) => {
				expectAllOnce(await play(steps, refusesRepeats));
			}),
			{ numRuns: 120 },
		);
	}, 120_000);

	it('that is killed at any moment as well', async () => {
		await fc.assert(
			fc.asyncProperty(stepsWith(...healthy, ...deaths), line, async (steps, refusesRepeats) => {
				expectAllOnce(await play(steps, refusesRepeats));
			}),
			{
				numRuns: 120,
				examples: [
					[refusedBesideOthers, false],
					[refusedVeryLate, false],
				],
			},
		);
	}, 120_000);

	it('that is killed between the execution and the text: nothing is doubled, and of other things nothing missed', async () => {
		const fates = [...healthy, ...deaths, 'killed after the execution' as const];
		await fc.assert(
			fc.asyncProperty(stepsWith(...fates), line, async (steps, refusesRepeats) => {
				expectAllOnce(await play(steps, refusesRepeats));
			}),
			{ numRuns: 120 },
		);
	}, 120_000);

	it.each<Fate[][]>([
		[['refused', 'stored']],
		[['refused late', 'stored', 'killed']],
		[['stored', 'killed', 'stored']],
		[['stored', 'killed after the text']],
		[['stored', 'killed after both']],
		[['refused', 'refused', 'refused']],
		[['refused late', 'refused late', 'killed after the text']],
		[['lost', 'lost late', 'killed']],
		[['throws', 'waits', 'killed']],
		[['stored', 'killed while executing']],
	])('that has 1,200 changes at once, and meets %j', async (fates) => {
		for (const refusesRepeats of [true, false]) {
			const steps: Step[] = [
				{ do: 'many', count: 1_200 },
				{ do: 'look', fates },
				{ do: 'look', fates: [] },
			];
			const played = await play(steps, refusesRepeats);
			expect(missed(played).length).toBe(0);
			expect(doubled(played).length).toBe(0);
			expect(played.n8n.told.length).toBe(1_200);
		}
	});
});
