import type { ITriggerFunctions } from 'n8n-workflow';
import { noteLook, noteTold, silentEvents } from '../../src/changes/known-looks';
import { apiCredential, type Api } from '../../src/clockodo/client';
import { findEvent } from '../../src/clockodo/events';
import { outcomeOf, reasonOf } from '../../src/clockodo/outcome';
import { noteRegistration } from '../../src/webhook/registered-tokens';
import { register, RegistrationError } from '../../src/webhook/registration';
import { stateIn } from '../../src/webhook/state';
import { deriveToken } from '../../src/webhook/tokens';
import { tokenDigests } from './publish';
import { triggerName } from './webhook-context';

const labelOf = (eventName: string): string => findEvent(eventName)?.label ?? eventName;

/**
 * Minds events that looks find again and again although their webhook should have told them. Where
 * the trigger registers by itself, it registers again; else a person must look at it.
 *
 * @param said events of which it was said already
 * @param complain says it in an execution that fails
 */
export async function mindSilentWebhooks(
	context: ITriggerFunctions,
	api: Api,
	said: Set<string>,
	complain: (message: string) => void,
): Promise<void> {
	const trigger = triggerName(context);
	const silent = silentEvents(trigger, Date.now());
	for (const name of said) if (!silent.includes(name)) said.delete(name);
	const news = silent.filter((name) => !said.has(name));
	if (news.length === 0) return;
	const isAutomatic = context.getNodeParameter('registration', 'manual') === 'automatic';
	const mended = isAutomatic
		? await outcomeOf(async () => await registerAgain(context, api))
		: undefined;
	if (mended?.ok) {
		context.logger.warn(
			`Clockodo Trigger '${context.getNode().name}': the webhooks told nothing of ${news.join(', ')} any more, and were registered again.`,
		);
		// Counted anew: the next ones show whether it has helped.
		for (const name of news) noteTold(trigger, name);
		return;
	}
	for (const name of news) said.add(name);
	const names = news.map((name) => `'${labelOf(name)}'`).join(', ');
	const advice = mended ? publishAgain(mended.error) : lookInClockodo;
	const message = `Clockodo seems to have switched a webhook off: looking for changes found several in a row of ${names} that no webhook had told. ${advice} Until then, its changes come with the next look.`;
	noteLook(trigger, { problem: { message, at: Date.now() } });
	complain(message);
}

const lookInClockodo =
	'Open Webhooks in Clockodo, look at the one for this event, and validate it again.';

function publishAgain(error: unknown): string {
	return `It could not be registered again: ${reasonOf(error)} Unpublish this workflow, and publish it again.`;
}

/**
 * Makes the API know the webhooks of this trigger again, as they were registered when it was published.
 *
 * @throws where nothing is remembered of that, and where the API refuses
 */
async function registerAgain(context: ITriggerFunctions, api: Api): Promise<void> {
	const { registered } = stateIn(context.getWorkflowStaticData('node'));
	// n8n's static data can be lost: another node of the workflow may have overwritten it.
	if (!registered) throw new RegistrationError('n8n does not remember the registration any more.');
	const { apiKey } = await context.getCredentials<{ apiKey: string }>(apiCredential);
	const { url, webhookIds: ids } = registered;
	const events = Object.keys(registered.tokenDigests);
	const wanted = { url, events, ids, tokenFor: (name: string) => deriveToken(apiKey, url, name) };
	registered.webhookIds = await register(api, wanted);
	registered.at = Date.now();
	registered.tokenDigests = tokenDigests(wanted);
	noteRegistration(triggerName(context), registered.at);
}
