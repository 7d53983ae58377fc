import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';
import { properties } from './properties';

type Parts = Pick<
	INodeTypeDescription,
	| 'activationMessage'
	| 'eventTriggerDescription'
	| 'hints'
	| 'outputs'
	| 'properties'
	| 'triggerPanel'
	| 'webhooks'
>;

const outputs = JSON.stringify([
	{ type: NodeConnectionTypes.Main, displayName: 'Event' },
	{ type: NodeConnectionTypes.Main, displayName: 'Validation' },
]);

/** Everything of the trigger's description that does not have to stand in the node's class. */
export const parts: Parts = {
	outputs: `={{ $parameter["registration"] === "automatic" ? ["${NodeConnectionTypes.Main}"] : ${outputs} }}`,
	webhooks: [
		// An empty responseData makes n8n answer with what the node returns as webhookResponse.
		{
			// Stands first: n8n puts one URL after the other into service, and the registration of the
			// second one calls for a handshake, which may come by GET.
			name: 'setup',
			httpMethod: 'GET',
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			ndvHideUrl: true,
		},
		{
			name: 'default',
			httpMethod: 'POST',
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			ndvHideUrl: '={{ $parameter["registration"] === "automatic" }}',
			ndvHideMethod: true,
		},
		{
			// Stands last: n8n counts a trigger as complete when it knows all of its URLs. A registration that
			// was cut off by a crash lacks this one, so the next start or publication does it again.
			name: 'setup',
			httpMethod: 'HEAD',
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			ndvHideUrl: true,
		},
	],
	eventTriggerDescription: 'Waiting for an event from Clockodo',
	activationMessage:
		'You can now make changes in Clockodo to start this workflow. With manual registration, create the webhook in Clockodo first: the node says how.',
	triggerPanel: {
		header: 'Start this workflow with events from Clockodo',
		executionsHelp: {
			inactive:
				'<b>For real events</b>: publish the workflow and register its <b>Production URL</b> in Clockodo (automatic registration does that for you). Each event then starts an execution in the <a data-key="executions">executions list</a>.<br /><br /><b>For a try</b>: with automatic registration, click "Execute step" and change something in Clockodo. With manual registration the Test URL is another address and would need a webhook and a validation of its own.',
			active:
				'<b>For real events</b>: they start this workflow by themselves. See them in the <a data-key="executions">executions list</a>.<br /><br /><b>With manual registration</b>, open the Production URL in a browser: it says whether the validation is done, and why nothing arrives.',
		},
		activationHint:
			"Once you've finished building your workflow, publish it to have it start with every event (you won't see those executions here).",
	},
	hints: [
		{
			type: 'warning',
			message: "Choose at least one event in 'Events': until then every notification is ignored.",
			displayCondition: '={{ ($parameter["events"] || []).length === 0 }}',
			whenToDisplay: 'beforeExecution',
			location: 'ndv',
		},
		{
			type: 'info',
			message:
				'Each event needs a webhook of its own in Clockodo, and plans other than Enterprise have two webhooks in all. Enterprise has three for each type.',
			displayCondition:
				'={{ ($parameter["events"] || []).length > 2 || ($parameter["events"] || []).includes("*") }}',
			whenToDisplay: 'always',
			location: 'ndv',
		},
	],
	properties,
};
