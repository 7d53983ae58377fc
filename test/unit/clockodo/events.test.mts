import { describe, expect, it } from '@jest/globals';
import { entities } from '../../../src/clockodo/entities.js';
import { events, findEvent } from '../../../src/clockodo/events.js';

describe('events', () => {
	it('are the 47 of the 14 entities, each once', () => {
		expect(entities).toHaveLength(14);
		expect(new Set(events.map((event) => event.name)).size).toBe(47);
	});

	it('are found by their name only', () => {
		expect(findEvent('entry.stopped')).toMatchObject({ entity: 'entry', action: 'stopped' });
		expect(findEvent('entry.exploded')).toBeUndefined();
		expect(findEvent('constructor')).toBeUndefined();
	});
});
