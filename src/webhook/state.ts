import type { IDataObject } from 'n8n-workflow';

/**
 * What the trigger remembers for its setup page and its tokens, in n8n's static data. Losing it
 * costs nothing but what the page shows: of two processes that write, the last one wins.
 */
export interface TriggerState {
	/** The last secret that came in manual registration; shown for a quarter of an hour. */
	secret?: { value: string; at: number };
	/** When the last accepted notification came, in milliseconds since 1970; up to a minute stale. */
	notificationAt?: number;
	rejection?: { reason: RejectionReason; at: number };
	/** What was registered automatically: it outlives a change of the API key and of n8n's base URL. */
	registered?: {
		url: string;
		/** The n8n that registered it: a copy in another n8n must leave the original's webhooks alone. */
		instanceId: string;
		/** The digest of each event's token. */
		tokenDigests: Record<string, string>;
	};
	/** From the beginning of a registration to its success. */
	unfinished?: boolean;
}

export type RejectionReason =
	| 'token missing'
	| 'wrong token'
	| 'not a notification'
	| 'not a validation secret'
	| 'secret not accepted by the API'
	| 'too many validation requests'
	| 'credential missing';

/** Milliseconds between two writes of a time that changes all the time. */
const writeInterval = 60_000;

/** Milliseconds after a rejection until one for another reason is noted. */
const otherReasonInterval = 5_000;

/** Milliseconds for which the setup page shows a secret. */
export const secretShownFor = 15 * 60_000;

/** The state as it stands in the static data of the node. Writing to it is saved by n8n. */
export function stateIn(staticData: IDataObject): TriggerState {
	return staticData;
}

/** Notes an accepted notification, at most once a minute: steady traffic does not write each time. */
export function noteNotification(state: TriggerState, now: number): void {
	if (state.notificationAt === undefined || now - state.notificationAt >= writeInterval) {
		state.notificationAt = now;
	}
}

/** Notes a rejection, at most once a minute for the same reason: whoever knows the URL cannot make n8n write without end. */
export function noteRejection(state: TriggerState, reason: RejectionReason, now: number): void {
	const last = state.rejection;
	const pause = last?.reason === reason ? writeInterval : otherReasonInterval;
	if (last && now - last.at < pause) return;
	state.rejection = { reason, at: now };
}

/** Notes the secret of a handshake that a person has to read. */
export function noteSecret(state: TriggerState, value: string, at: number): void {
	state.secret = { value, at };
}

/** Takes away a secret that is not shown any more. */
export function forgetOldSecret(state: TriggerState, now: number): void {
	if (state.secret && now - state.secret.at >= secretShownFor) delete state.secret;
}
