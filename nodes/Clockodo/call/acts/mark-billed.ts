import type { IDataObject } from 'n8n-workflow';
import { ClockodoError } from '../../../../src/clockodo/errors';
import { outcomeOf } from '../../../../src/clockodo/outcome';
import { isRecord } from '../../../../src/clockodo/values';
import { acts } from '../../table/acts';
import { ExplainedError } from '../explain';
import { baseOf, type Act, type ActCall } from './act';
import { changeGroup } from './change-group';

interface Values {
	which: 'ids' | 'filters';
	ids?: number[];
}

/** The API's number of what is to be billed, and is not yet. */
const billable = 1;

/**
 * Sets entries to billed: those of the IDs, or all that match. Of these only the ones that are to be
 * billed, unless a filter says otherwise: what is not billable would be turned into billed.
 */
export const markBilled: Act = async (call) => {
	const { which, ids = [] } = call.values as unknown as Values;
	if (which === 'ids') return [await markEach(call, [...new Set(ids)])];
	const { request } = baseOf(call);
	const { body = {} } = request;
	const filter = { billable, ...(isRecord(body.filter) && body.filter) };
	return [await changeGroup(call, { ...request, body: { ...body, filter } }, 'marked')];
};

/** One after the other; a failure says how many are done. */
async function markEach(call: ActCall, ids: readonly number[]): Promise<IDataObject> {
	const { method, path } = acts.markBilled.calls().entry;
	const { body } = baseOf(call).request;
	for (const [index, id] of ids.entries()) {
		const request = { method, path: path.replace('{id}', String(id)), body };
		const outcome = await outcomeOf(async () => await call.api(request));
		if (outcome.ok) continue;
		if (!(outcome.error instanceof ClockodoError)) throw outcome.error;
		throw new ExplainedError(
			outcome.error,
			`${outcome.error.message} This was entry ${id}. Of the ${ids.length} entries, ${index} are marked already.`,
		);
	}
	const message = `${ids.length === 1 ? '1 entry was' : `${ids.length} entries were`} marked.`;
	const count = ids.length;
	return { changed: count > 0, affected_entries: count, edited_entries: count, message };
}
