import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../../src/clockodo/client';
import { isRecord } from '../../../../src/clockodo/values';
import { NotDoneError } from '../answer';
import { ValueError } from '../values';
import { baseOf, type Act, type ActCall } from './act';

/** What the act's own fields say of the confirmation. */
interface Safeguards {
	confirm?: boolean;
	mostEntries?: number;
	expectedEntries?: number;
}

/** Changes all entries that match. */
export const updateGroup: Act = async (call) => [
	await changeGroup(call, baseOf(call).request, 'changed'),
];

/** Deletes all entries that match. */
export const deleteGroup: Act = async (call) => [
	await changeGroup(call, baseOf(call).request, 'deleted'),
];

/**
 * Changes a group of entries in the API's two steps: the first request changes nothing and tells how
 * many entries it would touch, with a key; the second one has the key and changes them.
 *
 * @param done what is done to the entries, in a word
 * @throws ValueError where there are more entries than allowed, or not as many as expected
 * @throws NotDoneError where the API says no more than that it was not done
 */
export async function changeGroup(
	{ api, values }: Pick<ActCall, 'api' | 'values'>,
	request: ApiRequest,
	done: 'changed' | 'deleted' | 'marked',
): Promise<IDataObject> {
	const { confirm = false, ...bounds } = values as Safeguards;
	// Without the key it changes nothing: this one may be sent twice.
	const { confirm_key, affected_entries } = await api({ ...request, once: undefined });
	const count = Number(affected_entries);
	checkBounds(count, bounds, done);
	if (count === 0) return result(0, 0, 'No entry matches.');
	if (!confirm) {
		const next = `Nothing was ${done} yet: ${entries(count)} would be. To do it, switch 'Confirm Automatically' on, and set 'Expected Entries' to ${count} to be sure that it is these.`;
		return result(count, 0, next);
	}
	const answer = await api(withKey(request, confirm_key));
	if (answer.success === false) throw new NotDoneError();
	const edited = Number(answer.edited_entries ?? count);
	return result(count, edited, `${entries(edited)} ${edited === 1 ? 'was' : 'were'} ${done}.`);
}

const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

function checkBounds(
	count: number,
	{ mostEntries, expectedEntries }: Safeguards,
	done: string,
): void {
	if (expectedEntries !== undefined && count !== expectedEntries) {
		throw new ValueError(
			`Expected Entries: ${expectedEntries} were expected, and ${count} match. Nothing was ${done}. Look at the filters and the period, or correct the number.`,
		);
	}
	if (mostEntries !== undefined && count > mostEntries) {
		throw new ValueError(
			`Most Entries Allowed: ${count} entries match, more than ${mostEntries}. Nothing was ${done}. Narrow the filters or the period, or allow more.`,
		);
	}
}

function result(affected_entries: number, edited_entries: number, message: string): IDataObject {
	return { changed: edited_entries > 0, affected_entries, edited_entries, message };
}

/** The same request with the key, where its method takes it. */
function withKey(request: ApiRequest, confirm_key: unknown): ApiRequest {
	const key = { confirm_key } as IDataObject;
	if (isRecord(request.body)) return { ...request, body: { ...request.body, ...key } };
	return { ...request, query: { ...request.query, ...key } };
}
