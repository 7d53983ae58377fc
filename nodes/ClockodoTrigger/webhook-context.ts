import type {
	IExecuteFunctions,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** Whether the trigger registers its webhooks by itself. */
export function isAutomatic(context: IHookFunctions | IWebhookFunctions): boolean {
	return context.getNodeParameter('registration') === 'automatic';
}

/** Names the trigger over all processes. */
export function triggerName(
	context: IExecuteFunctions | IHookFunctions | ITriggerFunctions | IWebhookFunctions,
): string {
	return `${String(context.getWorkflow().id)}/${context.getNode().id}`;
}

/** The URL of this request's webhook: the test URL while n8n listens for a test event. */
export function webhookUrl(context: IWebhookFunctions): string {
	// Older versions of n8n do not have it, and know only the production URL here; a test is told by the mode.
	const newer: Partial<Pick<IWebhookFunctions, 'getWebhookResourceUrl'>> = context;
	if (newer.getWebhookResourceUrl) return newer.getWebhookResourceUrl('default') ?? '';
	const url = context.getNodeWebhookUrl('default') ?? '';
	return context.getMode() === 'manual' ? url.replace('/webhook/', '/webhook-test/') : url;
}
