import { isRecord } from '../../src/clockodo/values.js';
import type { AnswerFault, DeliveryFault, FaultList } from './faults.mjs';
import {
	answerKinds,
	contentTypes,
	deliveryKinds,
	methods,
	optionalFields,
	timeForms,
} from './kinds.mjs';

/** What a value of a fault must be. */
interface Rule {
	holds: (value: unknown) => boolean;
	words: string;
}

const rules: Readonly<Record<string, Rule>> = {
	ms: { holds: isAmount, words: 'a number' },
	length: { holds: isAmount, words: 'a number' },
	status: {
		holds: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
		words: 'a status from 200 to 599',
	},
	retry_after: {
		holds: (value) => isAmount(value) || isHeaderText(value),
		words: 'a number of seconds, or a text such as a date',
	},
	content_type: oneOf(contentTypes),
	form: oneOf(timeForms),
	method: oneOf(methods),
	fields: {
		holds: (value) =>
			Array.isArray(value) && value.every((each) => oneOf(optionalFields).holds(each)),
		words: `a list of ${optionalFields.join(', ')}`,
	},
	key: text(),
	operation: text(),
	path: text(),
	event_name: text(),
	acted: { holds: (value) => typeof value === 'boolean', words: 'true or false' },
};

/** Reads switches from outside. @throws Error that says which part is wrong */
export function readFaults(value: unknown): Partial<FaultList> {
	const { deliveries = [], answers = [] } = asObject(value, 'The faults');
	return {
		deliveries: readList<DeliveryFault>(deliveries, 'deliveries', Object.keys(deliveryKinds)),
		answers: readList<AnswerFault>(answers, 'answers', Object.keys(answerKinds)),
	};
}

/** @throws Error that names the choices, where it is none of them */
export function readChoice<Choice>(
	value: unknown,
	name: string,
	choices: readonly Choice[],
): Choice {
	const found = choices.find((choice) => choice === value);
	if (found !== undefined) return found;
	throw new Error(`'${name}' must be ${oneOf(choices).words}.`);
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
		for (const [property, { holds, words }] of Object.entries(rules)) {
			if (fault[property] === undefined || holds(fault[property])) continue;
			throw new Error(`'${place}.${property}' must be ${words}.`);
		}
		return { ...fault, count } as Fault;
	});
}

function isAmount(value: unknown): boolean {
	return typeof value === 'number' && value >= 0;
}

function isHeaderText(value: unknown): boolean {
	return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}

function oneOf(choices: readonly unknown[]): Rule {
	return {
		holds: (value) => choices.includes(value),
		words: `one of ${choices.map(String).join(', ')}`,
	};
}

function text(): Rule {
	return { holds: (value) => typeof value === 'string', words: 'a text' };
}

function asObject(value: unknown, name: string): Record<string, unknown> {
	if (!isRecord(value)) throw new Error(`${name} must be a JSON object.`);
	return value;
}
