import type { Request, RequestHandler, Response } from 'express';
import type { RateLimiter } from '../api/rate-limits.mjs';
import type { Faults } from '../faults/faults.mjs';
import type { Company } from '../resources/company.mjs';
import { ApiError } from '../store/refusals.mjs';
import type { Page } from './layout.mjs';

export interface WebContext {
	company: Company;
	faults: Faults;
	rateLimiter: RateLimiter;
	credentials: { email: string; apiKey: string };
	/** Whose endpoint a URL is, for people, where somebody has said it. */
	endpointNames: ReadonlyMap<string, string>;
	reset: () => Promise<void>;
}

/** How a route of the page answers. */
export interface Web {
	show(request: Request, response: Response, page: Page, status?: number): void;
	/** Goes to another address, whose page says what was done. */
	succeed(response: Response, address: string, text: string): void;
	fail(response: Response, address: string, text: string): void;
}

/** @throws ApiError 404 where the address has no number */
export function idOf(request: Request): number {
	const id = Number(request.params.id);
	if (Number.isSafeInteger(id) && id > 0) return id;
	throw new ApiError(404, { type: 'ResourceNotFound', message: 'There is no such page.' });
}

/**
 * Runs an action of the page and goes back to where its button stands; a refusal is told there.
 * @param act returns what was done, in words
 */
export function actionHandler(
	web: Web,
	back: string,
	act: (request: Request) => Promise<string> | string,
): RequestHandler {
	return async (request, response) => {
		try {
			web.succeed(response, back, await act(request));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			web.fail(response, back, error.message);
		}
	};
}
