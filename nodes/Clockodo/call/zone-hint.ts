import { tryToParseDateTime } from 'n8n-workflow';
import type { Api } from '../../../src/clockodo/client';
import { findOperation } from '../../../src/clockodo/operations';
import { outcomeOf } from '../../../src/clockodo/outcome';
import { isRecord } from '../../../src/clockodo/values';

/** Days of winter and summer: zones that agree on both show the same clock, whatever they are called. */
const seasons = [0, 6].map((month) => Date.UTC(new Date().getUTCFullYear(), month, 15));

/**
 * What to say where the clock of the key's user shows another time than the workflow's: a time without
 * a zone is the workflow's, and in Clockodo the person sees it as another one. Undefined where both
 * agree, or where the user cannot be read.
 *
 * @param timeZone IANA name of the workflow's zone
 */
export async function zoneHint(api: Api, timeZone: string): Promise<string | undefined> {
	const { method, path, answer } = findOperation('getUsersMeV4');
	const outcome = await outcomeOf(async () => await api({ method, path }));
	const user = outcome.ok ? outcome.value[answer.key ?? ''] : undefined;
	const theirs = isRecord(user) ? user.timezone : undefined;
	if (typeof theirs !== 'string' || !theirs || showsSameClock(theirs, timeZone)) return undefined;
	return `Times without a zone are read as ${timeZone}, the workflow's time zone. In Clockodo, the user of this API key sees times of ${theirs}. If these are meant, choose ${theirs} in the workflow's settings under Timezone.`;
}

/** Also where one of them is no zone that is known here: then nothing can be said. */
function showsSameClock(one: string, other: string): boolean {
	return seasons.every((season) => {
		const moment = tryToParseDateTime(new Date(season).toISOString());
		const [here, there] = [moment.setZone(one), moment.setZone(other)];
		return !here.isValid || !there.isValid || here.offset === there.offset;
	});
}
