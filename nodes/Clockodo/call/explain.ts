import type { Api, ApiRequest } from '../../../src/clockodo/client';
import { ClockodoError } from '../../../src/clockodo/errors';
import { outcomeOf } from '../../../src/clockodo/outcome';
import type { ResourceOperation } from '../table/resource';
import { absenceStatus } from '../../../src/clockodo/absence-status';
import type { NodeAct, NodeOperation } from '../table/operations';
import { absenceAt } from './absences';
import { inPanelWords } from './panel-words';

/** A failure in the panel's words, or with what has to be done first. */
export class ExplainedError extends Error {
	constructor(
		readonly refusal: ClockodoError,
		message: string,
	) {
		super(message);
	}
}

/** The same error, in the words of the panel where it speaks of the API's fields. */
export function inWordsOf(found: NodeOperation | NodeAct, error: unknown): unknown {
	const refusal = error instanceof ExplainedError ? error.refusal : error;
	if (!(error instanceof Error) || !(refusal instanceof ClockodoError)) return error;
	const message = inPanelWords(error.message, found);
	return message === error.message ? error : new ExplainedError(refusal, message);
}

/** Refusals by the rules for the resource: not of a key, an ID or a rate of requests. */
const refusals = new Set([400, 403, 405, 409, 422]);

/** The same error, or one that says more: what it is about is read once more, only after a failure. */
export async function explained(
	{ explain }: ResourceOperation,
	api: Api,
	{ path }: ApiRequest,
	error: unknown,
): Promise<unknown> {
	if (explain !== 'approvedAbsence') return error;
	if (!(error instanceof ClockodoError) || !refusals.has(error.status ?? 0)) return error;
	const absence = await outcomeOf(async () => await absenceAt(api, path));
	if (!absence.ok || absence.value.status !== absenceStatus.approved) return error;
	return new ExplainedError(
		error,
		`${error.message} This absence is approved, and an approved one cannot be deleted: cancel it first, with the operation 'Cancel'.`,
	);
}
