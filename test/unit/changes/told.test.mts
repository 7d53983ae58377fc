import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handedOnOf, noteHandedOn, type HandedOn } from '../../../src/changes/handed-on.js';
import {
	askForState,
	askWhetherFound,
	askWhetherTold,
	candidateKey,
	foundKeys,
	knewKey,
	leftKey,
	stepKey,
	stepStateKey,
	takenOverKey,
	toldKeys,
	triesAfter,
	triesBefore,
	workedKey,
	type HandedOver,
	type ToldEvent,
} from '../../../src/changes/told-keys.js';
import {
	isLastState,
	kindOf,
	showsMark,
	showsState,
	wasFoundBefore,
	wasTold,
} from '../../../src/changes/verdict.js';
import { events } from '../../../src/clockodo/events.js';
import { recordEvent, type EventExecution } from '../../../src/webhook/duplicates.js';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const start = Date.UTC(2026, 10, 26, 9);
const event = (event_name: string, state: string, at: number, byLook = false): HandedOn => ({
	event_name,
	state,
	mark: state,
	at,
	byLook,
});
const told = (name: string, state: string, ...handedOn: HandedOn[]) =>
	wasTold(handedOn, name, showsState(state), start);

describe('whether the flow was told', () => {
	it('knows all events of webhooks by one of three kinds', () => {
		const kinds = new Map(events.map(({ name }) => [name, kindOf(name)]));
		expect(kinds.get('entry.created')).toBe('once');
		expect(kinds.get('entry.stopped')).toBe('transition');
		expect(kinds.get('entry.updated')).toBe('state');
		expect([...kinds.values()].filter((kind) => kind === 'transition')).toHaveLength(3);
	});

	it.each<[string, boolean, HandedOn[]]>([
		['nothing', false, []],
		['the same state since the look before', true, [event('team.updated', 'A', start + 1)]],
		['the same state at the very moment of the look', true, [event('team.updated', 'A', start)]],
		['the same state before that', false, [event('team.updated', 'A', start - 1)]],
		['another state', false, [event('team.updated', 'B', start + 1)]],
		[
			'the same state, and another one after it',
			false,
			[event('team.updated', 'A', start + 1), event('team.updated', 'B', start + 2)],
		],
		[
			'there and back and there',
			true,
			[
				event('team.updated', 'A', start + 1),
				event('team.updated', 'B', start + 2),
				event('team.updated', 'A', start + 3),
			],
		],
		['the same state under another name', false, [event('team.created', 'A', start + 1)]],
	])('of a change to A after %s: %s', (_what, was, handedOn) => {
		expect(told('team.updated', 'A', ...handedOn)).toBe(was);
	});

	it('of what happens once, at any time and in any state', () => {
		expect(told('team.created', 'B', event('team.created', 'A', start - hour))).toBe(true);
		expect(told('team.deleted', 'A', event('team.created', 'A', start + 1))).toBe(false);
	});

	it('of a state that came, since the look before and whatever else changed', () => {
		const name = 'absence.approved';
		expect(told(name, 'B', event(name, 'A', start + 1))).toBe(true);
		expect(told(name, 'A', event(name, 'A', start - 1))).toBe(false);
	});

	it('tells what state the flow knows last', () => {
		const handedOn = [event('team.created', 'A', start), event('team.updated', 'B', start + 1)];
		expect(isLastState(handedOn, showsMark('B'))).toBe(true);
		expect(isLastState(handedOn, showsMark('A'))).toBe(false);
		expect(isLastState([], showsMark('A'))).toBe(false);
		expect(isLastState([{ ...handedOn[0], mark: undefined }], showsMark(undefined))).toBe(false);
	});

	it('of a webhook that comes after the look which has found it', () => {
		const found = (
			name: string,
			state: string,
			occurredAt: number | undefined,
			...all: HandedOn[]
		) => wasFoundBefore(all, name, state, occurredAt);
		const updated = event('team.updated', 'A', start, true);
		expect(found('team.updated', 'A', start - second, updated)).toBe(true);
		expect(found('team.updated', 'A', start + second, updated)).toBe(false);
		expect(found('team.updated', 'B', start - second, updated)).toBe(false);
		expect(found('team.updated', 'A', undefined, updated)).toBe(false);
		expect(found('team.updated', 'A', start - second, { ...updated, byLook: false })).toBe(false);
		expect(found('team.created', 'B', undefined, event('team.created', 'A', start, true))).toBe(
			true,
		);
		const stopped = event('entry.stopped', 'A', start, true);
		expect(found('entry.stopped', 'B', start - second, stopped)).toBe(true);
	});
});

describe('what this process remembers', () => {
	it('keeps the order of asking, the last eight of a thing, and triggers apart', () => {
		const at = [5, 3, 9, 1, 2, 8, 7, 4, 6, 10];
		for (const each of at) noteHandedOn('one', 'team', 1, event('team.updated', `${each}`, each));
		expect(handedOnOf('one', 'team', 1).map((each) => each.at)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
		expect(handedOnOf('two', 'team', 1)).toEqual([]);
		expect(handedOnOf('one', 'user', 1)).toEqual([]);
	});

	it('forgets the oldest things of more than 50,000', () => {
		for (let id = 1; id <= 50_010; id++) {
			noteHandedOn('many', 'entry', id, event('entry.created', 'A', start));
		}
		expect(handedOnOf('many', 'entry', 10)).toEqual([]);
		expect(handedOnOf('many', 'entry', 11)).toHaveLength(1);
		expect(handedOnOf('many', 'entry', 50_010)).toHaveLength(1);
	});
});

const overlaps = (one: readonly string[], other: readonly string[]) =>
	one.some((each) => other.includes(each));
const anyTold: fc.Arbitrary<ToldEvent> = fc.record({
	event_name: fc.constantFrom(...events.map(({ name }) => name)),
	id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
	state: fc.string(),
});
const within = (most: number) => fc.nat(most);

describe('the keys of what was told', () => {
	it('are found by whoever asks since a look before it, up to three days later', () => {
		fc.assert(
			fc.property(anyTold, within(36 * hour), within(36 * hour), (its, before, after) => {
				const asked = askWhetherTold(its, start - before, start + after);
				expect(overlaps(toldKeys(its, start), asked)).toBe(true);
				expect(asked.length).toBeLessThanOrEqual(122);
			}),
		);
	});

	it('are not found by whoever asks since a look after it, but for the hour or minute of both', () => {
		const states = anyTold.filter(({ event_name }) => kindOf(event_name) !== 'once');
		fc.assert(
			fc.property(states, within(72 * hour), within(30 * 24 * hour), (its, after, more) => {
				const unit = more <= 2 * hour ? minute : hour;
				const since = start + unit + after;
				expect(overlaps(toldKeys(its, start), askWhetherTold(its, since, since + more))).toBe(
					false,
				);
			}),
		);
	});

	it('are not those of another state, thing or event; of a state that came, the state does not matter', () => {
		const its = { event_name: 'team.updated', id: 5, state: 'A' };
		const keys = toldKeys(its, start);
		const ask = (more: Partial<ToldEvent>) => askForState({ ...its, ...more }, start, start);
		expect(overlaps(keys, ask({}))).toBe(true);
		for (const other of [{ state: 'B' }, { id: 6 }, { event_name: 'user.updated' }]) {
			expect(overlaps(keys, ask(other))).toBe(false);
		}
		const stopped = { event_name: 'entry.stopped', id: 5, state: 'A' };
		const asked = askWhetherTold({ ...stopped, state: 'B' }, start, start);
		expect(overlaps(toldKeys(stopped, start), asked)).toBe(true);
	});

	it('ask also where the clock was set back', () => {
		const its = { event_name: 'team.updated', id: 5, state: 'A' };
		expect(askWhetherTold(its, start, start - hour)).toHaveLength(1);
	});

	it('of what a look has found are found by the webhook of an event that was before it, up to three days later', () => {
		fc.assert(
			fc.property(anyTold, within(36 * hour), within(36 * hour), (its, before, after) => {
				const asked = askWhetherFound(its, start - before, start + after);
				expect(overlaps(foundKeys(its, start), asked)).toBe(true);
				expect(asked.length).toBeLessThanOrEqual(200);
			}),
		);
	});

	it('of what a look has found are not found by the webhook of an event that was a second after it', () => {
		const states = anyTold.filter(({ event_name }) => kindOf(event_name) !== 'once');
		fc.assert(
			fc.property(states, within(hour), within(72 * hour), (its, after, more) => {
				const occurredAt = start + second + after;
				const asked = askWhetherFound(its, occurredAt, occurredAt + more);
				expect(overlaps(foundKeys(its, start), asked)).toBe(false);
			}),
		);
		const its = { event_name: 'team.updated', id: 5, state: 'A' };
		expect(askWhetherFound(its, undefined, start)).toEqual([]);
		expect(askWhetherFound(its, start + hour, start)).toEqual([]);
	});

	it('of a step name the moment, the event, the thing and its state, of what happens or comes once no state', () => {
		const updated = { event_name: 'team.updated', id: 5, state: 'A' };
		const created = { ...updated, event_name: 'team.created' };
		const others = [
			stepKey(1, updated),
			stepKey(2, updated),
			stepKey(1, { ...updated, state: 'B' }),
			stepKey(1, { ...updated, id: 6 }),
			stepKey(1, created),
			stepKey(2, created),
		];
		expect(new Set(others).size).toBe(others.length);
		for (const once of [created, { ...updated, event_name: 'project.completed' }]) {
			expect(stepKey(1, { ...once, state: 'B' })).toBe(stepKey(1, once));
		}
		const states = [created, { ...created, state: 'B' }].map((each) => stepStateKey(1, each));
		expect(new Set([...states, stepStateKey(2, created), stepKey(1, created)]).size).toBe(4);
	});

	it('of a step after nothing are those of all looks, of what happens once', () => {
		const created = { event_name: 'team.created', id: 5, state: 'A' };
		expect(foundKeys(created, start)).toContain(stepKey(0, created));
		expect(foundKeys({ ...created, event_name: 'team.updated' }, start)).not.toContain(
			stepKey(0, { ...created, event_name: 'team.updated' }),
		);
	});

	it('of a candidate name emission, event and thing, and how often it was handed over where that matters', () => {
		const its = { emission: 'a', tries: 0, event_name: 'team.updated', id: 1 };
		const others = [{ emission: 'b' }, { event_name: 'team.created' }, { id: 2 }, { tries: 1 }].map(
			(more) => ({ ...its, ...more }),
		);
		const count = (keyOf: (each: HandedOver) => string) =>
			new Set([its, ...others].map(keyOf)).size;
		expect(count(candidateKey)).toBe(4);
		const knewAll = (each: HandedOver) => knewKey('all', each);
		expect([workedKey, leftKey, takenOverKey, knewAll].map(count)).toEqual([5, 5, 5, 5]);
		expect(knewKey('all', its)).not.toBe(knewKey('made', its));
	});

	it('are asked for of eight times before and after', () => {
		const at = (tries: number) => ({ emission: 'a', tries, event_name: 'team.updated', id: 1 });
		expect(triesBefore(at(0))).toEqual([]);
		expect(triesBefore(at(2))).toEqual([at(1), at(0)]);
		expect(triesBefore(at(20))).toHaveLength(8);
		expect(triesAfter(at(1)).map(({ tries }) => tries)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
	});
});

describe('in queue mode, the table alone', () => {
	/** n8n's table for one trigger; each execution may run in another worker. */
	function table() {
		const keys = new Set<string>();
		let executions = 0;
		const execution = (): EventExecution => ({
			table: `told.test/${Math.random()}`,
			executionId: String(++executions),
			letThrough: false,
			record: async (own, asks) => {
				const processed = [...own, ...asks].filter((key) => keys.has(key));
				for (const key of own) keys.add(key);
				return await Promise.resolve({ processed });
			},
		});
		return {
			webhook: async (its: ToldEvent, at: number) =>
				void (await recordEvent({ key: `${at}`, also: toldKeys(its, at) }, execution())),
			/** Whether a candidate of this emission is news. */
			isNews: async (emission: string, its: ToldEvent, since: number, now: number) => {
				const key = candidateKey({ emission, tries: 0, event_name: its.event_name, id: its.id });
				const asks = askWhetherTold(its, since, now);
				const { isRepeat, known } = await recordEvent({ key, asks }, execution());
				return !isRepeat && known.size === 0;
			},
		};
	}

	const changed = (state: string): ToldEvent => ({ event_name: 'absence.updated', id: 7, state });

	it('A told by a webhook, B and A again missed: both are news', async () => {
		const { webhook, isNews } = table();
		await webhook(changed('A'), start + minute);
		expect(await isNews('1', changed('A'), start, start + 15 * minute)).toBe(false);
		expect(await isNews('2', changed('B'), start + 15 * minute, start + 30 * minute)).toBe(true);
		expect(await isNews('3', changed('A'), start + 30 * minute, start + 45 * minute)).toBe(true);
	});

	it('a candidate that n8n gives twice is news once; the same state in another emission is', async () => {
		const { isNews } = table();
		expect(await isNews('1', changed('A'), start, start + minute)).toBe(true);
		expect(await isNews('1', changed('A'), start, start + minute)).toBe(false);
		expect(await isNews('2', changed('A'), start + minute, start + 2 * minute)).toBe(true);
	});

	it('created told long ago is no news', async () => {
		const { webhook, isNews } = table();
		const created = { event_name: 'absence.created', id: 7, state: 'A' };
		await webhook(created, start);
		expect(await isNews('1', created, start + 90 * hour, start + 91 * hour)).toBe(false);
	});

	it('of 200 events, those that no webhook told are news, each once', async () => {
		const { webhook, isNews } = table();
		const all = Array.from(
			{ length: 200 },
			(_, id): ToldEvent => ({ ...changed('A'), id: id + 1 }),
		);
		for (const its of all) if (its.id % 2 === 0) await webhook(its, start + its.id * second);
		const news: number[] = [];
		for (const its of all) {
			if (await isNews('1', its, start, start + 15 * minute)) news.push(its.id);
		}
		expect(news).toEqual(all.map(({ id }) => id).filter((id) => id % 2 === 1));
	});
});
