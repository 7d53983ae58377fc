import type { ExecutionStatus, IDataObject, IRunExecutionData } from 'n8n-workflow';

import { outputItems } from '../../host/executions.mjs';

/** One execution of a workflow that a trigger starts, as far as counting goes. */
export interface Run {
	id: string;
	status: ExecutionStatus;
	/** `webhook`, `retry`, `manual` … */
	mode: string;
	/** ID of the resource that the stored notification speaks of. */
	resourceId: number | undefined;
	/** Whether nothing is stored that a retry could work on: n8n has emptied it. */
	isEmptied: boolean;
	/** Items that reached the end of the workflow; empty where a repeat was dropped or the run was cut off. */
	end: IDataObject[];
}

/** What of an execution is read to count it. */
export interface StoredExecution {
	id: string;
	status: ExecutionStatus;
	mode: string;
	data: IRunExecutionData;
}

/** The name of a workflow's last node, where what arrives is counted. */
export const LAST = 'Last';

export function toRun({ id, status, mode, data }: StoredExecution): Run {
	const end = outputItems({ data }, LAST);
	const resourceId = storedId(data) ?? idOf(end.at(0));
	return { id, status, mode, resourceId, isEmptied: isEmpty(data), end };
}

function isEmpty({ executionData, resultData }: IRunExecutionData): boolean {
	const waiting = executionData?.nodeExecutionStack ?? [];
	return waiting.length === 0 && Object.keys(resultData.runData).length === 0;
}

/** The notification waits on the stack until the trigger has run, and stands in its output afterwards. */
function storedId({ executionData, resultData }: IRunExecutionData): number | undefined {
	const waiting = executionData?.nodeExecutionStack ?? [];
	const ran = Object.values(resultData.runData).flat();
	const inputs = [
		...waiting.map(({ data }) => data.main),
		...ran.map(({ inputOverride }) => inputOverride?.main),
		...ran.map(({ data }) => data?.main),
	];
	const items = inputs.flatMap((main) => main?.flat() ?? []);
	return items.map((item) => idOf(item?.json)).find((id) => id !== undefined);
}

function idOf(json: IDataObject | undefined): number | undefined {
	if (typeof json?.resource_id === 'number') return json.resource_id;
	const subject = Object.values((json?.payload ?? {}) as Record<string, { id?: unknown }>).at(0);
	return typeof subject?.id === 'number' ? subject.id : undefined;
}

/** How often each resource reached the end in executions that succeeded, retries included. */
export function arrivals(runs: Run[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const { status, end } of runs) {
		if (status !== 'success') continue;
		for (const item of end) {
			const id = Number(item.resource_id);
			counts.set(id, (counts.get(id) ?? 0) + 1);
		}
	}
	return counts;
}

/** What became of the events of one round, by the IDs of their resources. */
export function balance(ids: number[], runs: Run[]) {
	const counts = arrivals(runs);
	return {
		downstream: ids.filter((id) => counts.has(id)).length,
		lost: ids.filter((id) => !counts.has(id)).length,
		doubled: ids.filter((id) => (counts.get(id) ?? 0) > 1).length,
	};
}
