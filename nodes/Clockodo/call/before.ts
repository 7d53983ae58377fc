import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../../../src/clockodo/client';
import { ClockodoError } from '../../../src/clockodo/errors';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';
import { outcomeOf } from '../../../src/clockodo/outcome';
import { isRecord, isResourceId } from '../../../src/clockodo/values';
import type { ResourceOperation } from '../table/resource';
import { absenceStatus, statusLabel } from '../../../src/clockodo/absence-status';
import { absenceAt } from './absences';
import { ValueError } from './values';

/**
 * Completes a request by what must be read of the API first.
 *
 * @throws ValueError where what was read leaves nothing to send
 */
export type Before = (choice: ResourceOperation, request: ApiRequest) => Promise<ApiRequest>;

/** For one execution: what many items ask for in the same way is asked for once. */
export function beforeRequests(api: Api): Before {
	const defaults = new Map<string, boolean>();
	return async ({ before }, request) => {
		if (before === 'note') return await withNote(api, request);
		if (before === 'cancel') return await withCancellation(api, request);
		if (before === 'billable') return await withBillable(api, request, defaults);
		return request;
	};
}

/** The longest note that the API takes. */
const longestNote = 512;

/** A note is added to the one that is there: that is the person's who asked. */
async function withNote(api: Api, request: ApiRequest): Promise<ApiRequest> {
	const { note } = request.body ?? {};
	if (typeof note !== 'string') return request;
	const { note: there } = await absenceAt(api, request.path);
	const isThere = typeof there === 'string' && there.trim() !== '';
	if (isThere && there.endsWith(note))
		return { ...request, body: { ...request.body, note: there } };
	const whole = isThere ? `${there}\n${note}` : note;
	if (whole.length <= longestNote) return { ...request, body: { ...request.body, note: whole } };
	throw new ValueError(
		`Note: together with the one that is there it has ${whole.length} characters, and Clockodo takes ${longestNote}. Write a shorter one.`,
	);
}

/** An open request is taken back, an approval is cancelled: the API has a status for each. */
async function withCancellation(api: Api, request: ApiRequest): Promise<ApiRequest> {
	const { status } = await absenceAt(api, request.path);
	const { enquired, approved, approvalCancelled, cancelled } = absenceStatus;
	const next = new Map<unknown, number>([
		[enquired, cancelled],
		[approved, approvalCancelled],
	]).get(status);
	if (next !== undefined) return { ...request, body: { ...request.body, status: next } };
	throw new ValueError(
		`This absence cannot be cancelled: its status is ${statusLabel(status)}. Only one that is ${statusLabel(enquired)} or ${statusLabel(approved)} can.`,
	);
}

/** Whose default applies to an entry, the most special one first. */
const owners = [
	['subprojects_id', 'Subproject'],
	['projects_id', 'Project'],
	['customers_id', 'Customer'],
] as const;

/** The API demands 'Billable' of each new entry; where nothing was chosen, it is what the project says. */
async function withBillable(
	api: Api,
	request: ApiRequest,
	known: Map<string, boolean>,
): Promise<ApiRequest> {
	const body: IDataObject = request.body ?? {};
	if (body.billable !== undefined) return request;
	const owner = owners.find(([field]) => isResourceId(body[field]));
	if (!owner) return request;
	const [field, tag] = owner;
	const { path, answer } = findStandardOperation(tag, 'get');
	const ownerPath = path.replace('{id}', String(body[field]));
	const isBillable = known.get(ownerPath) ?? (await billableOf(api, ownerPath, answer.key, tag));
	known.set(ownerPath, isBillable);
	return { ...request, body: { ...body, billable: Number(isBillable) } };
}

async function billableOf(api: Api, path: string, key = 'data', tag: string): Promise<boolean> {
	const outcome = await outcomeOf(async () => await api({ method: 'GET', path }));
	const isHidden =
		!outcome.ok && outcome.error instanceof ClockodoError && outcome.error.status === 403;
	if (!outcome.ok && !isHidden) throw outcome.error;
	const owner = outcome.ok ? outcome.value[key] : undefined;
	const isBillable = isRecord(owner) ? owner.billable_default : undefined;
	if (typeof isBillable === 'boolean') return isBillable;
	throw new ValueError(
		`Billable: the user of the API key cannot read the default of this ${tag.toLowerCase()}. Choose Billable or Not Billable.`,
	);
}
