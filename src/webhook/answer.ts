import type { RejectionReason } from './received';

/** What the webhook's URL answers, apart from the setup page. */
export interface Answer {
	status: number;
	body: { status: string; message?: string };
}

export const accepted: Answer = { status: 200, body: { status: 'accepted' } };
export const ignored: Answer = { status: 200, body: { status: 'ignored' } };
export const confirmed: Answer = { status: 200, body: { status: 'validated' } };
export const secretReceived: Answer = { status: 200, body: { status: 'received' } };
export const notFound: Answer = { status: 404, body: { status: 'not found' } };

const statusOf: Record<RejectionReason, number> = {
	'token missing': 401,
	'wrong token': 401,
	'not a notification': 400,
	'not a validation secret': 400,
	'secret not accepted by the API': 400,
	'too many validation requests': 429,
	'credential missing': 503,
};

/** The answer to a request that is turned away; it tells a sender what is wrong, and an attacker nothing else. */
export function rejected(reason: RejectionReason, message?: string): Answer {
	const body = { status: 'rejected', message: message ? `${reason}: ${message}` : reason };
	return { status: statusOf[reason], body };
}
