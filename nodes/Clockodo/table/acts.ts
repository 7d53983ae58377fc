import type { Operation } from '../../../src/clockodo/operation';
import { findOperation } from '../../../src/clockodo/operations';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';

/** What is known of an act before it is done. */
interface ActFacts {
	/** Set where it changes nothing in Clockodo, so that it may be done side by side and again. */
	reads?: true;
	/** Set where it gives the list of the operation that it stands upon: Return All, Limit and Simplify are offered. */
	list?: true;
	/**
	 * The models of the API whose fields its items have, where that is not the one of the operation
	 * that it stands upon: for 'Add Names and Labels'.
	 */
	models?: readonly string[];
	/**
	 * The operations of the API that it sends requests to, by names of its own.
	 *
	 * @param tag the vendor's name of the resource that the act is offered for
	 */
	calls(tag: string): Record<string, Operation>;
}

const standard = findStandardOperation;

/**
 * The acts: operations of the node that take more than one request, or one that is not the API's
 * own question. To add one:
 *
 * 1. Its facts, here: which operations of the API it calls, and whether it only reads.
 * 2. Its place in the panel, in `resources/`: a `ResourceOperation` with `act`, and `own` for the
 *    fields that the API does not have. With `id` or `like` it stands upon an operation of the API,
 *    whose fields it has as well, but those in `without`; `preset`, `always`, `lists` and `when`
 *    work as for any other. A period is two own fields `date_since` and `date_until`, or
 *    `time_since` and `time_until`.
 * 3. What it does, in `call/acts/<act>.ts`, entered in `call/acts/index.ts`.
 * 4. A schema of its items, in `call/acts/items.mts`: the editor shows them before the first run.
 * 5. A sample for the sandbox, in `test/support/act-samples.mts`.
 *
 * The compiler or a test says which of these is missing.
 */
export const acts = {
	absenceList: {
		reads: true,
		list: true,
		calls: () => ({ absences: standard('Absence', 'getAll') }),
	},
	deleteGroup: {
		calls: () => ({ group: findOperation('deleteEntrygroupV2') }),
	},
	groupRows: {
		reads: true,
		models: ['EntryV2'],
		calls: () => ({ groups: standard('EntryGroup', 'getAll') }),
	},
	markBilled: {
		calls: () => ({
			entry: standard('Entry', 'update'),
			group: findOperation('updateEntrygroupV2'),
		}),
	},
	openRequests: {
		reads: true,
		calls: () => ({ absences: standard('Absence', 'getAll'), users: standard('User', 'getAll') }),
	},
	reportRows: {
		reads: true,
		models: ['UserReportMonthDetailV1', 'UserReportWeekDetailV1', 'UserReportDayDetailV1'],
		calls: () => ({
			all: standard('UserReport', 'getAll'),
			one: standard('UserReport', 'get'),
		}),
	},
	runningClocks: {
		reads: true,
		models: ['EntryV2'],
		calls: () => ({ entries: standard('Entry', 'getAll') }),
	},
	updateGroup: {
		calls: () => ({ group: findOperation('updateEntrygroupV2') }),
	},
	upsert: {
		calls: (tag: string) => ({
			list: standard(tag, 'getAll'),
			create: standard(tag, 'create'),
			update: standard(tag, 'update'),
		}),
	},
	whoIsAway: {
		reads: true,
		// Of its fields, the team is one that users have.
		models: ['UserV3'],
		calls: () => ({ absences: standard('Absence', 'getAll'), users: standard('User', 'getAll') }),
	},
} as const satisfies Record<string, ActFacts>;

export type ActName = keyof typeof acts;

/** @returns the facts in the form that all acts have */
export function factsOf(act: ActName): ActFacts {
	return acts[act];
}
