/** One of the API's named sets of values. */
export interface ClockodoEnum {
	type: 'integer' | 'string';
	/** In the vendor's order. */
	values: EnumValue[];
}

export interface EnumValue {
	/** As it travels. */
	value: number | string;
	/** For people, in title case. */
	label: string;
}

/** Numbered values: `numbers({ 0: 'Not Billable', 1: 'Billable' })`. */
export function numbers(labels: Record<number, string>): ClockodoEnum {
	const values = Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }));
	return { type: 'integer', values };
}

/** Values of text: `texts({ weekly: 'Weekly' })`. */
export function texts(labels: Record<string, string>): ClockodoEnum {
	return {
		type: 'string',
		values: Object.entries(labels).map(([value, label]) => ({ value, label })),
	};
}

/** Values that are their own names, from one text with white space between them, each behind its prefix. */
export function namesByPrefix(names: Record<string, string>): ClockodoEnum {
	const values = Object.entries(names).flatMap(([prefix, text]) =>
		text
			.trim()
			.split(/\s+/)
			.map((name) => `${prefix}${name}`),
	);
	return { type: 'string', values: values.map((value) => ({ value, label: value })) };
}
