import { ApiError } from '../store/refusals.mjs';

/** What a form of the page sends: the last value where a name comes twice. */
export type FormValues = Partial<Record<string, string>>;

/** The fields of a form, as texts. */
export function formValues(body: unknown): FormValues {
	const values: FormValues = {};
	for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
		const last: unknown = Array.isArray(value) ? value.at(-1) : value;
		if (typeof last === 'string') values[name] = last;
	}
	return values;
}

/** A refusal as a form shows it: each message at its field, and those that belong to none. */
export interface FormErrors {
	fields: Partial<Record<string, string>>;
	general: string[];
}

export const noErrors: FormErrors = { fields: {}, general: [] };

/**
 * Sorts the messages of a refusal by the fields of the form.
 * @throws whatever is not a refusal of the API
 */
export function formErrors(error: unknown, names: readonly string[]): FormErrors {
	if (!(error instanceof ApiError)) throw error;
	const errors: FormErrors = { fields: {}, general: [] };
	for (const { message, path } of error.problems) {
		const name = path?.split('.')[0];
		if (name && names.includes(name)) {
			errors.fields[name] = [errors.fields[name], message].filter(Boolean).join(' ');
		} else errors.general.push(message);
	}
	return errors;
}
