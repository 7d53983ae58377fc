import { isNothing, toFlag } from './values';

/**
 * Whether a request changes something although its credential is read only.
 *
 * @param readOnly the credential's switch: whatever is not clearly off is on
 * @param method of the request; GET where it names none
 */
export function isForbidden(readOnly: unknown, method: string = 'GET'): boolean {
	const isOn = !isNothing(readOnly) && toFlag(readOnly) !== false;
	return isOn && !['GET', 'HEAD'].includes(method.toUpperCase());
}

/** What the switch says to a request that would change something. */
export const readOnlySentence =
	"'Read Only' is switched on in the 'Clockodo API' credential, so nothing is changed in Clockodo: this request was not sent. Switch it off there, or choose a credential that may change things.";
