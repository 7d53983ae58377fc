/** One thing that is wrong with a request, in the vendor's words. */
export interface Problem {
	/** The vendor's name of it (`ResourceConflictFound`). */
	type: string;
	message: string;
	details?: Record<string, unknown> | null;
	/** The property that is meant (`filter.year`). */
	path?: string | null;
}

/** A refusal that the API answers with. */
export class ApiError extends Error {
	readonly problems: Problem[];

	constructor(
		readonly status: number,
		problems: Problem | Problem[],
		readonly headers: Record<string, string> = {},
	) {
		const list = Array.isArray(problems) ? problems : [problems];
		super(list.map((problem) => problem.message).join(' '));
		this.problems = list;
	}
}

export function notFound(): ApiError {
	return new ApiError(404, {
		type: 'ResourceNotFound',
		message: 'The requested resource could not be found.',
	});
}

/** A rule of the domain forbids it (422). */
export function refused(
	type: string,
	message: string,
	more: Pick<Problem, 'details' | 'path'> = {},
): ApiError {
	return new ApiError(422, { type, message, ...more });
}

export function conflict(type: string, message: string): ApiError {
	return new ApiError(409, { type, message });
}

export function forbidden(message = 'Access denied.'): ApiError {
	return new ApiError(403, { type: 'Forbidden', message });
}

/**
 * How an error is written in JSON. The vendor has two ways: `simple` for a 400 of the entries and
 * the work times, `general` for every other refusal. `flat` is that of this project's own endpoints.
 */
export type ErrorStyle = 'simple' | 'general' | 'flat';

/**
 * The body of an error's answer. In a 422 of the vendor's the description wraps each error into `error`, while receivers have seen it bare:
 * both readings are served.
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
