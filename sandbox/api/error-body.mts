import type { ApiError } from '../store/refusals.mjs';

/**
 * How an error is written in JSON. The vendor has two ways: `simple` for a 400 of the entries and
 * the work times, `general` for every other refusal. `flat` is that of this project's own endpoints.
 */
export type ErrorStyle = 'simple' | 'general' | 'flat';

/**
 * The body of an error's answer.
 *
 * Seen: the errors of a 422 stand bare in the list, while the description wraps each into `error`.
 * Both readings are served.
 */
export function errorBody(error: ApiError, style: ErrorStyle): Record<string, unknown> {
	if (style === 'simple' && error.status === 400) {
		const fields = error.problems.flatMap((problem) => problem.path ?? []);
		return { error: { code: error.status, message: error.message, fields } };
	}
	return {
		errors: error.problems.map(({ type, message, details = null, path = null }) => {
			const plain = { type, message, details, path };
			return style === 'general' && error.status === 422 ? { ...plain, error: plain } : plain;
		}),
	};
}
