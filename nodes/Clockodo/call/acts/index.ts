import type { IDataObject } from 'n8n-workflow';
import type { ActName } from '../../table/acts';
import type { NodeAct } from '../../table/operations';
import { ownValues, toRequest, type GetParameter } from '../request';
import { absenceList } from './absence-list';
import type { Act, ActCall } from './act';
import { deleteGroup, updateGroup } from './change-group';
import { groupRows } from './group-rows';
import { markBilled } from './mark-billed';
import { openRequests } from './open-requests';
import { reportRows } from './report-rows';
import { runningClocks } from './running-clocks';
import { upsert } from './upsert';
import { whoIsAway } from './who-is-away';

export { memory, type Remember } from './act';

/** What each act does. */
const all: Record<ActName, Act> = {
	absenceList,
	deleteGroup,
	groupRows,
	markBilled,
	openRequests,
	reportRows,
	runningClocks,
	updateGroup,
	upsert,
	whoIsAway,
};

/** What an act needs beside its own table and the panel. */
type Surroundings = Pick<ActCall, 'api' | 'timeZone' | 'remember' | 'onUnsettled'>;

/**
 * Does an act with what stands in the panel.
 *
 * @throws as `toRequest`, and as the act does
 */
export async function doAct(
	{ act, operation, ...chosen }: NodeAct,
	get: GetParameter,
	around: Surroundings,
): Promise<IDataObject[]> {
	const { resource } = chosen;
	const { timeZone } = around;
	const base = operation && {
		operation,
		request: toRequest({ ...chosen, operation }, get, timeZone),
	};
	const values = ownValues(chosen, get, timeZone);
	return await all[act]({ ...around, values, base, resource, now: Date.now() });
}
