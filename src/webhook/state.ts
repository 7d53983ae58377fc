import type { IDataObject } from 'n8n-workflow';

/**
 * What the trigger remembers in n8n's static data. Only publishing and looking write it: an execution saves at
 * its end what it began with, in queue mode nothing at all, and so undoes what was written meanwhile.
 */
export interface TriggerState {
	/** What was registered automatically: it outlives a change of the API key and of n8n's base URL. */
	registered?: Registered;
	/** What the looks for changes remember (`src/changes/stored-look.ts`), written by `trigger()`. */
	looks?: string;
	/** From the beginning of a registration to its success: who has begun it. */
	unfinished?: Origin;
}

/** Who registers. A copy may carry the original's state with it, and must leave its webhooks alone. */
export interface Origin {
	/** The n8n. */
	instanceId: string;
	/** The workflow. */
	workflowId: string;
}

export interface Registered extends Origin {
	url: string;
	/** Milliseconds since 1970. */
	at: number;
	/** The IDs of its webhooks: the API may keep the URL in another form. */
	webhookIds: number[];
	/** The digest of each event's token. */
	tokenDigests: Record<string, string>;
}

/** The state as it stands in the static data of the node. Writing to it is saved by n8n. */
export function stateIn(staticData: IDataObject): TriggerState {
	return staticData;
}
