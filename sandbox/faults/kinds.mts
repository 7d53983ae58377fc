/** Values of a fault that only some kinds look at. */
export type FaultValue =
	| 'content_type'
	| 'fields'
	| 'form'
	| 'key'
	| 'length'
	| 'ms'
	| 'retry_after'
	| 'status';

/**
 * One way in which things go wrong.
 *
 * Guessed: that they come about, except where something else is said. No description names any but
 * the limits.
 */
export interface FaultKind {
	/** For people. */
	label: string;
	/** What a receiver or a client is tried with. */
	rehearses: string;
	uses?: readonly FaultValue[];
	/** Where the fault names none. */
	usualStatus?: number;
}

export const deliveryKinds = {
	duplicate: {
		label: 'Send it twice',
		rehearses: 'A sender that repeats itself.',
	},
	reorder: {
		label: 'Let the next one overtake it',
		rehearses: 'Events that arrive in another order than they happened in.',
	},
	delay: {
		label: 'Send it late',
		rehearses: 'An event whose record has changed again, or is gone, when it arrives.',
		uses: ['ms'],
	},
	drop: {
		label: 'Do not send it',
		rehearses: 'An event that is lost.',
	},
	content_type: {
		label: 'Send it with another Content-Type, or with none',
		rehearses: 'A sender whose JSON does not say that it is JSON: a server hands it on unread.',
		uses: ['content_type'],
	},
	// Seen: a receiver that takes IDs as numbers or text.
	text_ids: {
		label: 'Send its IDs as text',
		rehearses: 'A sender that writes "4711" for 4711.',
	},
	missing_fields: {
		label: 'Leave company_id and occurred_at out',
		rehearses: 'A body without what nothing depends on.',
		uses: ['fields'],
	},
	time_form: {
		label: 'Send its time in another form',
		rehearses: 'A time that is no ISO 8601: seconds since 1970, or date and time with a blank.',
		uses: ['form'],
	},
	// Seen: more fields beside the ID, by some receivers.
	whole_resource: {
		label: 'Send the whole resource, with long texts',
		rehearses: 'A payload of more than an ID, which is larger than any that is documented.',
		uses: ['length'],
	},
} as const satisfies Record<string, FaultKind>;

/** Those that take the place of the answer; with `acted` the request is carried out all the same. */
export const replacingKinds = {
	rate_limit: {
		label: 'Too many requests (429)',
		rehearses:
			'A limit: without Retry-After, with a short or a long one, with 0, or with a date that is past.',
		uses: ['retry_after'],
	},
	status: {
		label: 'Answer with an error status',
		rehearses: "An error in the API's own form.",
		uses: ['status'],
		usualStatus: 500,
	},
	slow: {
		label: 'Answer slowly',
		rehearses: 'A server that keeps its clients waiting.',
		uses: ['ms'],
	},
	broken_json: {
		label: 'Answer with broken JSON',
		rehearses: 'An answer that was cut off.',
	},
	// Seen: plain HTML from what stands before the API.
	html: {
		label: 'Answer with an HTML page',
		rehearses:
			'What stands before the API: an error page (502), a "not found" of a gateway (404), or a web page that is there for every address (200).',
		uses: ['status'],
		usualStatus: 502,
	},
	gateway_json: {
		label: "Answer with JSON that is not the API's",
		rehearses:
			'A "not found" that says nothing about the record: only the way to the API is wrong.',
		uses: ['status'],
		usualStatus: 404,
	},
	drop_connection: {
		label: 'Cut the connection',
		rehearses: 'An answer that is lost. Carried out: the request has worked, and nobody knows.',
	},
} as const satisfies Record<string, FaultKind>;

/** Those that carry the request out and change what it answers; they strike only where that is possible. */
export const changingKinds = {
	empty: {
		label: 'Answer a change or a deletion with nothing',
		rehearses: 'A PUT or DELETE that says 204, or 200 without a body.',
		uses: ['status'],
		usualStatus: 204,
	},
	wrong_key: {
		label: 'Leave the key out of the answer, or rename it',
		rehearses: 'A 200 in which the record is not where it belongs: {} or another key.',
		uses: ['key'],
	},
	root_list: {
		label: 'Answer with a bare list',
		rehearses: 'A list that stands at the root, without key and paging.',
	},
	without_paging: {
		label: 'Leave the paging out of a list',
		rehearses: 'A list that does not say how many pages there are.',
	},
	list_grows: {
		label: 'Add to a list while it is read',
		rehearses:
			'A record that is added while a list is read: the last one of the first page comes again on the second.',
	},
	list_shrinks: {
		label: 'Take from a list while it is read',
		rehearses: 'A record that goes while a list is read: one moves up and is on no page.',
	},
	late_record: {
		label: 'Know a new record late',
		rehearses:
			'An event that is faster than its record: for so long after "created" it answers 404 and is in no list.',
		uses: ['ms'],
	},
	// Seen: by one receiver, who took it back later.
	late_stop: {
		label: 'Know the end of an entry late',
		rehearses: 'An entry that still runs for so long after "stopped": time_until is null.',
		uses: ['ms'],
	},
} as const satisfies Record<string, FaultKind>;

export type DeliveryKind = keyof typeof deliveryKinds;
export type ReplacingKind = keyof typeof replacingKinds;
export type ChangingKind = keyof typeof changingKinds;
export type AnswerKind = ReplacingKind | ChangingKind;

export const answerKinds: Readonly<Record<AnswerKind, FaultKind>> = {
	...replacingKinds,
	...changingKinds,
};

/** What a delivery can say of its Content-Type; null: nothing. */
export const contentTypes = [null, 'text/plain', 'application/vnd.clockodo+json'] as const;

/** How a delivery can write its time. */
export const timeForms = ['epoch', 'blank'] as const;

/** What a delivery can leave out. */
export const optionalFields = ['company_id', 'occurred_at'] as const;

export const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
