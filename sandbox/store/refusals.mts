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

/** The request itself is wrong (400): `path` names the property. */
export function invalid(
	message: string,
	path: string | null = null,
	type = 'RequestValidation',
): ApiError {
	return new ApiError(400, { type, message, path });
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
