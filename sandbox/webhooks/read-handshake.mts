import { isRecord } from '../../src/clockodo/values.js';
import { contentTypes } from '../faults/kinds.mjs';
import { readChoice } from '../faults/read-faults.mjs';
import { handshakeForms, secretForms, type HandshakeManner } from './handshake.mjs';

/** What is to change in the next handshakes. @throws Error that says which part is wrong */
export function readHandshake(value: unknown): Partial<HandshakeManner> {
	const { form, secret, more_fields, content_type } = isRecord(value) ? value : {};
	const changes = {
		...(form !== undefined && { form: readChoice(form, 'form', handshakeForms) }),
		...(secret !== undefined && { secret: readChoice(secret, 'secret', secretForms) }),
		...(more_fields !== undefined && {
			more_fields: readChoice(more_fields, 'more_fields', [true, false] as const),
		}),
		...(content_type !== undefined && {
			content_type: readChoice(content_type, 'content_type', handshakeContentTypes),
		}),
	};
	if (Object.keys(changes).length > 0) return changes;
	throw new Error("One of 'form', 'secret', 'more_fields' and 'content_type' is needed.");
}

const handshakeContentTypes = ['application/json', ...contentTypes] as const;
