/** What webhooks and looks note of what they hand on. */

import type { IExecuteFunctions } from 'n8n-workflow';
import { noteHandedOn } from '../../src/changes/handed-on';
import { changeList } from '../../src/changes/lists';
import { markOf } from '../../src/changes/snapshot';
import type { ToldEvent } from '../../src/changes/told-keys';
import { findEntity } from '../../src/clockodo/entities';
import { shortHash } from '../../src/clockodo/short-hash';
import { entriesPerEvent, eventExecution, type EventExecution } from '../../src/webhook/duplicates';
import type { EventItem } from '../../src/webhook/enrich';

/** The execution, with room in n8n's table for what is noted beside looks. */
export const executionOf = (context: IExecuteFunctions, looks = true): EventExecution =>
	eventExecution(context, looks ? entriesPerEvent.besideLooks : entriesPerEvent.usually);

const stateOf = ({ resource_status, resource }: EventItem): string =>
	shortHash([resource_status, resource]);

/** What is told, with its state. */
export const toldEventOf = (event: EventItem): ToldEvent => ({
	event_name: event.event_name,
	id: event.resource_id,
	state: stateOf(event),
});

/** Remembers in this process what is handed on. */
export function note(trigger: string, event: EventItem, at: number, byLook: boolean): void {
	const entity = findEntity(event.entity)?.name;
	noteHandedOn(trigger, event.entity, event.resource_id, {
		event_name: event.event_name,
		state: stateOf(event),
		...(entity && event.resource && { mark: markOf(changeList(entity), event.resource) }),
		at,
		byLook,
	});
}

/** Whether the execution runs in a worker of n8n's queue mode, beside which others may run. */
export const isWorker = ({ takesTurns }: EventExecution): boolean => takesTurns === true;
