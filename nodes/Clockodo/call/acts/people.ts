import type { IDataObject } from 'n8n-workflow';
import { ClockodoError } from '../../../../src/clockodo/errors';
import { outcomeOf } from '../../../../src/clockodo/outcome';
import type { Operation } from '../../../../src/clockodo/operation';
import { readList } from '../answer';
import type { ActCall } from './act';

/** The account's users by their IDs. */
export type People = ReadonlyMap<unknown, IDataObject>;

/**
 * All users that the user of the API key may see, read once an execution; nobody where that user
 * may see none.
 */
export async function peopleOf(
	{ api, remember, onUnsettled }: Pick<ActCall, 'api' | 'remember' | 'onUnsettled'>,
	operation: Operation,
): Promise<People> {
	const { path } = operation;
	const read = await outcomeOf(
		async () =>
			await remember(path, async () => {
				const request = { method: 'GET', path } as const;
				return await readList(api, { operation }, request, Infinity, onUnsettled);
			}),
	);
	if (read.ok) return new Map(read.value.map((user) => [user.id, user]));
	if (read.error instanceof ClockodoError && read.error.status === 403) return new Map();
	throw read.error;
}

/** Whose something is, as fields of an item; null where that cannot be seen. */
export function personFields(users_id: unknown, people: People): IDataObject {
	const { name, email } = people.get(users_id) ?? {};
	return { users_name: name ?? null, users_email: email ?? null };
}
