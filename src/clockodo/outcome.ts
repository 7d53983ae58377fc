/** What came of an action, as a value: for code that decides by the failure what to do next. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: unknown };

/** Runs the action and gives its value or its error; never throws. */
export async function outcomeOf<Value>(action: () => Promise<Value>): Promise<Outcome<Value>> {
	try {
		return { ok: true, value: await action() };
	} catch (error) {
		return { ok: false, error };
	}
}

/** The same for an action that needs no waiting. */
export function outcomeOfSync<Value>(action: () => Value): Outcome<Value> {
	try {
		return { ok: true, value: action() };
	} catch (error) {
		return { ok: false, error };
	}
}

/** What an error says. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
