import { describe, expect, it } from '@jest/globals';

import {
	forgetLooks,
	knownLooks,
	noteLook,
	noteTold,
	noteUntold,
	silentAfter,
	silentEvents,
} from '../../../src/changes/known-looks.js';

/** Milliseconds: later than a webhook is slower than a look. */
const now = 100_000;

describe('what a process knows of looks', () => {
	it('is nothing where it does not look, however often it is asked', () => {
		for (let turn = 0; turn < 2; turn++) {
			expect(knownLooks('elsewhere')).toBeUndefined();
			expect(silentEvents('elsewhere', now)).toEqual([]);
		}
	});

	it('is what was noted, until the trigger is forgotten', () => {
		noteLook('here', { lastAt: 1 });
		noteLook('here', { nextAt: 2 });
		expect(knownLooks('here')).toEqual({ found: 0, untold: 0, lastAt: 1, nextAt: 2 });
		forgetLooks('here');
		expect(knownLooks('here')).toBeUndefined();
	});
});

describe('a webhook is silent', () => {
	const name = 'entry.stopped';
	const begin = Date.UTC(2026, 10, 26);
	/** By then, a webhook that is merely slow would have told it. */
	const later = begin + 60_000;
	const missed = (trigger: string, count: number) => {
		for (let each = 0; each < count; each++) noteUntold(trigger, name, begin);
	};

	it('when looks have found several in a row that it should have told', () => {
		noteTold('silent', name);
		missed('silent', silentAfter - 1);
		expect(silentEvents('silent', later)).toEqual([]);
		missed('silent', 1);
		expect(silentEvents('silent', later - 1)).toEqual([]);
		expect(silentEvents('silent', later)).toEqual([name]);
	});

	it('no more when it tells one, and then only after as many again', () => {
		noteTold('again', name);
		missed('again', silentAfter);
		noteTold('again', name);
		expect(silentEvents('again', later)).toEqual([]);
		missed('again', silentAfter - 1);
		expect(silentEvents('again', later)).toEqual([]);
	});

	it('never where there is none: it has told nothing since', () => {
		missed('none', 10);
		expect(silentEvents('none', later)).toEqual([]);
		expect(knownLooks('none')?.untold).toBe(10);
	});
});
