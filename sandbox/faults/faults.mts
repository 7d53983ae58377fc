import type { Method } from '../../src/clockodo/operation.js';
import {
	changingKinds,
	type AnswerKind,
	type ChangingKind,
	type contentTypes,
	type DeliveryKind,
	type optionalFields,
	replacingKinds,
	type ReplacingKind,
	type timeForms,
} from './kinds.mjs';

/** What is to go wrong with the next deliveries. */
export interface DeliveryFault {
	kind: DeliveryKind;
	/** How many more deliveries it strikes; null: all, until it is taken away. */
	count: number | null;
	/** Only deliveries of this event. */
	event_name?: string;
	/** Milliseconds, for `delay`. */
	ms?: number;
	/** For `content_type`; without it there is none. */
	content_type?: (typeof contentTypes)[number];
	/** For `missing_fields`; without it all that can be missing. */
	fields?: Array<(typeof optionalFields)[number]>;
	/** For `time_form`: seconds since 1970 (without it), or a blank between date and time. */
	form?: (typeof timeForms)[number];
	/** Characters of the long texts of `whole_resource`. */
	length?: number;
}

/** What is to go wrong with the API's next answers. */
export interface AnswerFault<Kind extends AnswerKind = AnswerKind> {
	kind: Kind;
	/** How many more answers it strikes; null: all, until it is taken away. */
	count: number | null;
	/** Only answers of this operation, by the vendor's operation id. */
	operation?: string;
	/** Only requests whose path, relative to the API's base URL, begins so (`/v4/absences`). */
	path?: string;
	/** Only requests of this method. */
	method?: Method;
	/** For `status`, `html`, `gateway_json` and `empty`. */
	status?: number;
	/**
	 * `Retry-After` of a `rate_limit`: seconds, or a text that is sent as it is, such as a date.
	 * Without it the header is missing.
	 */
	retry_after?: number | string;
	/** Milliseconds, for `slow`, `late_record` and `late_stop`. */
	ms?: number;
	/** The key of a `wrong_key`; without it the answer is `{}`. */
	key?: string;
	/** The request is carried out all the same: only its answer is spoilt. */
	acted?: boolean;
}

export type ReplacingFault = AnswerFault<ReplacingKind>;
export type ChangingFault = AnswerFault<ChangingKind>;

export interface FaultList {
	deliveries: DeliveryFault[];
	answers: AnswerFault[];
}

/** What a fault can look at in a request. */
export interface StruckRequest {
	method: string;
	/** Relative to the API's base URL. */
	path: string;
	/** Undefined where the request belongs to none. */
	operation?: string;
}

/** The switches for things going wrong; each strike counts a fault down. */
export class Faults {
	private list: FaultList = { deliveries: [], answers: [] };

	/** What is still to go wrong. */
	current(): FaultList {
		return structuredClone(this.list);
	}

	/** Replaces all switches; a part that is left out is switched off. */
	set(list: Partial<FaultList>): void {
		this.list = structuredClone({
			deliveries: list.deliveries ?? [],
			answers: list.answers ?? [],
		});
	}

	clear(): void {
		this.set({});
	}

	/** The faults that strike this delivery. */
	takeForDelivery(eventName: string): DeliveryFault[] {
		const struck = this.list.deliveries.filter(
			(fault) => !fault.event_name || fault.event_name === eventName,
		);
		for (const fault of struck) this.countDown(fault);
		return struck;
	}

	/** The fault that takes the place of this request's answer, if any: the first of the list. */
	takeReplacing(request: StruckRequest): ReplacingFault | undefined {
		const struck = this.list.answers.filter(isReplacing).find((fault) => strikes(fault, request));
		if (struck) this.countDown(struck);
		return struck;
	}

	/** The faults that want to change the answer of this request; those that did are to be counted down. */
	changing(request: StruckRequest): ChangingFault[] {
		return this.list.answers.filter(isChanging).filter((fault) => strikes(fault, request));
	}

	countDown(fault: DeliveryFault | AnswerFault): void {
		if (fault.count !== null) fault.count -= 1;
		const isLeft = ({ count }: { count: number | null }) => count === null || count > 0;
		this.list.deliveries = this.list.deliveries.filter(isLeft);
		this.list.answers = this.list.answers.filter(isLeft);
	}
}

function strikes(fault: AnswerFault, { method, path, operation }: StruckRequest): boolean {
	return (
		(!fault.operation || fault.operation === operation) &&
		(!fault.method || fault.method === method) &&
		(!fault.path || path.startsWith(fault.path))
	);
}

function isReplacing(fault: AnswerFault): fault is ReplacingFault {
	return Object.hasOwn(replacingKinds, fault.kind);
}

function isChanging(fault: AnswerFault): fault is ChangingFault {
	return Object.hasOwn(changingKinds, fault.kind);
}
