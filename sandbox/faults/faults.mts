import { isRecord } from '../../src/clockodo/values.js';

export const deliveryFaultKinds = ['duplicate', 'reorder', 'delay', 'drop'] as const;

export const answerFaultKinds = [
	'rate_limit',
	'status',
	'slow',
	'broken_json',
	'html',
	'drop_connection',
] as const;

/** What is to go wrong with the next deliveries. */
export interface DeliveryFault {
	kind: (typeof deliveryFaultKinds)[number];
	/** How many more deliveries it strikes; null: all, until it is taken away. */
	count: number | null;
	/** Only deliveries of this event. */
	event_name?: string;
	/** Milliseconds, for `delay`. */
	ms?: number;
}

/** What is to go wrong with the API's next answers. */
export interface AnswerFault {
	kind: (typeof answerFaultKinds)[number];
	/** How many more answers it strikes; null: all, until it is taken away. */
	count: number | null;
	/** Only answers of this operation, by the vendor's operation id. */
	operation?: string;
	/** Only requests whose path, relative to the API's base URL, begins so (`/v4/absences`). */
	path?: string;
	/** For `status` and `html`. */
	status?: number;
	/** Seconds in `Retry-After` of a `rate_limit`; without it the header is missing. */
	retry_after?: number;
	/** Milliseconds, for `slow`. */
	ms?: number;
	/** The request is carried out all the same: only its answer is spoilt. */
	acted?: boolean;
}

export interface FaultList {
	deliveries: DeliveryFault[];
	answers: AnswerFault[];
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
		return this.take('deliveries', (fault) => !fault.event_name || fault.event_name === eventName);
	}

	/** The one fault that strikes this answer, if any: the first of the list. */
	takeForAnswer(path: string, operation: string | undefined): AnswerFault | undefined {
		const strikes = (fault: AnswerFault) =>
			(!fault.operation || fault.operation === operation) &&
			(!fault.path || path.startsWith(fault.path));
		return this.take('answers', strikes, 1)[0];
	}

	private take<Part extends keyof FaultList>(
		part: Part,
		strikes: (fault: FaultList[Part][number]) => boolean,
		most = Infinity,
	): Array<FaultList[Part][number]> {
		const faults = this.list[part] as Array<FaultList[Part][number]>;
		const struck = faults.filter(strikes).slice(0, most);
		for (const fault of struck) if (fault.count !== null) fault.count -= 1;
		this.list[part] = faults.filter(({ count }) => count === null || count > 0) as FaultList[Part];
		return struck;
	}
}

/** Reads switches from outside. @throws Error that says which part is wrong */
export function readFaults(value: unknown): Partial<FaultList> {
	const { deliveries = [], answers = [] } = asObject(value, 'The faults');
	return {
		deliveries: readList<DeliveryFault>(deliveries, 'deliveries', deliveryFaultKinds),
		answers: readList<AnswerFault>(answers, 'answers', answerFaultKinds),
	};
}

function readList<Fault>(value: unknown, name: string, kinds: readonly string[]): Fault[] {
	if (!Array.isArray(value)) throw new Error(`'${name}' must be a list.`);
	return value.map((each, index) => {
		const place = `${name}[${index}]`;
		const fault = asObject(each, place);
		if (!kinds.includes(String(fault.kind))) {
			throw new Error(`'${place}.kind' must be one of ${kinds.join(', ')}.`);
		}
		const { count = 1 } = fault;
		if (count !== null && !(Number.isInteger(count) && Number(count) > 0)) {
			throw new Error(`'${place}.count' must be a whole number above 0, or null for all.`);
		}
		for (const number of ['ms', 'status', 'retry_after']) {
			if (fault[number] !== undefined && !(Number(fault[number]) >= 0)) {
				throw new Error(`'${place}.${number}' must be a number.`);
			}
		}
		return { ...fault, count } as Fault;
	});
}

function asObject(value: unknown, name: string): Record<string, unknown> {
	if (!isRecord(value)) throw new Error(`${name} must be a JSON object.`);
	return value;
}
