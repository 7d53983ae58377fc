import type { Outcome } from '../../src/clockodo/outcome';

/** Runs the action and gives its value or its error; never throws. */
export function outcomeOfSync<Value>(action: () => Value): Outcome<Value> {
	try {
		return { ok: true, value: action() };
	} catch (error) {
		return { ok: false, error };
	}
}
