import type { IHookFunctions, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';
import { outcomeOf } from '../../src/clockodo/outcome';
import { digestOf } from '../../src/webhook/tokens';

/** The header by which a Clockodo Trigger is known; its value is a digest of the URL that it holds for its own. */
const header = 'x-clockodo-trigger';

/** Milliseconds within which a live trigger answers. */
const patience = 5_000;

const markOf = (url: string): string => digestOf(url).slice(0, 32);

/** What a trigger says of itself to whoever asks at its URL. */
export function liveHeaders(context: IWebhookFunctions): Record<string, string> {
	return { [header]: markOf(context.getNodeWebhookUrl('default') ?? '') };
}

/**
 * Whether a Clockodo Trigger answers at the URL that holds it for its own. This very n8n may answer
 * there as well, under an address that it had before: it holds another one for its own by now.
 */
export async function isLiveTrigger(context: IHookFunctions, url: string): Promise<boolean> {
	const asked = await outcomeOf(
		async () =>
			(await context.helpers.httpRequest({
				method: 'GET',
				url,
				headers: { accept: 'application/json' },
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				timeout: patience,
			})) as IN8nHttpFullResponse,
	);
	return asked.ok && asked.value.headers[header] === markOf(url);
}
