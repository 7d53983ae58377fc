import {
	NodeConnectionTypes,
	webhookDescriptionFields,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestsALook } from '../../src/changes/lists';
import { entities } from '../../src/clockodo/entities';
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

const many =
	'($parameter["events"] || []).length > 2 || ($parameter["events"] || []).includes("*")';

/** The versions of the node: from the second on, it has always looked for changes by itself. */
export const versions = [1.1, 1.2];

/**
 * In polling, n8n must see no webhook at all: it would register the URL, and wait at 'Execute step'.
 *
 * An expression costs each notification a visit to n8n's expression engine. Lines of n8n that know native
 * fields read the parameter themselves as long as none of the node's parameters is an expression.
 */
function method(name: 'GET' | 'HEAD' | 'POST'): { httpMethod: 'POST' } {
	const template = `={{ $parameter["registration"] === "polling" ? "" : "${name}" }}`;
	const resolve = ({ registration }: INodeParameters) => (registration === 'polling' ? '' : name);
	// n8n 1 has no such function.
	const native = webhookDescriptionFields as typeof webhookDescriptionFields | undefined;
	const field = native?.({ httpMethod: { template, resolve } }) ?? { httpMethod: template };
	return field as { httpMethod: 'POST' };
}

/** `Entry Started, +2`: the first event in words, and how many more there are. */
export const subtitle =
	'={{ ((names) => names.slice(0, 1).map((name) => name === "*" ? "Any Event" : name.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")).concat(names.length > 1 ? ["+" + (names.length - 1)] : []).join(", "))([].concat($parameter["events"] || [])) }}';

/** Everything of the trigger's description that does not have to stand in the node's class. */
export const parts: Parts = {
	outputs: `={{ $parameter["registration"] === "manual" ? ${outputs} : ["${NodeConnectionTypes.Main}"] }}`,
	webhooks: [
		// An empty responseData makes n8n answer with what the node returns as webhookResponse.
		{
			// Stands first: n8n puts one URL after the other into service, and the registration of the
			// second one calls for a handshake, which may come by GET.
			name: 'setup',
			...method('GET'),
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			ndvHideUrl: true,
		},
		{
			name: 'default',
			...method('POST'),
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			ndvHideUrl: '={{ $parameter["registration"] !== "manual" }}',
			ndvHideMethod: true,
		},
		{
			// Stands last: n8n counts a trigger as complete when it knows all of its URLs. A registration that
			// was cut off by a crash lacks this one, so the next start or publication does it again.
			name: 'setup',
			...method('HEAD'),
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			ndvHideUrl: true,
		},
	],
	eventTriggerDescription: 'Waiting for an event from Clockodo',
	activationMessage:
		'You can now make changes in Clockodo to start this workflow. With manual registration, create the webhook in Clockodo first: the node says how. With polling, changes are seen at the next look.',
	triggerPanel: {
		header: 'Start this workflow with events from Clockodo',
		executionsHelp: {
			inactive:
				'<b>For real events</b>: publish the workflow and register its <b>Production URL</b> in Clockodo (automatic registration does that for you). Each event then starts an execution in the <a data-key="executions">executions list</a>.<br /><br /><b>For a try</b>: click "Execute step". With polling, the newest thing is shown at once. With manual registration, then open the <b>Test URL</b> in a browser: its button sends the newest thing of your account as a test event. With automatic registration, change something in Clockodo.',
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
				'Each event needs a webhook of its own in Clockodo, and plans other than Enterprise have two webhooks in all. Enterprise has three for each type. Catch Up finds the events that have none, a few minutes later.',
			displayCondition: `={{ $parameter["registration"] !== "polling" && (${many}) }}`,
			whenToDisplay: 'always',
			location: 'ndv',
		},
		{
			type: 'info',
			message:
				"'Project Budget Notification' comes by webhook only: Clockodo has no list to find it in.",
			displayCondition:
				'={{ $parameter["registration"] === "polling" && ($parameter["events"] || []).some((name) => name === "*" || name === "project.budget_notification") }}',
			whenToDisplay: 'always',
			location: 'ndv',
		},
		...costHints(),
	],
	properties,
};

/** What looks cost, in three steps: a hint cannot count by itself. */
function costHints(): NonNullable<INodeTypeDescription['hints']> {
	const costs = entities.map(({ name }) => [name, requestsALook(name)] as const);
	const dearer = Object.fromEntries(costs.filter(([, requests]) => requests > 1));
	const all = costs.reduce((sum, [, requests]) => sum + requests, 0);
	const count = `((all, dear) => all.includes("*") ? ${all} : [...new Set(all.map((name) => name.split(".")[0]))].reduce((sum, name) => sum + (dear[name] || 1), 0))($parameter["events"] || [], ${JSON.stringify(dearer)})`;
	return [
		[1, 3],
		[4, 10],
		[11, all],
	].map(([from, until]) => ({
		type: 'info' as const,
		message: `Looking for changes of these events takes about ${from} to ${until} requests a look, with entries one more for each 1,000. Clockodo allows a user 20,000 a day.`,
		displayCondition: `={{ $parameter["catchUp"] !== 0 && $parameter["fetchResource"] !== false && ((count) => count >= ${from} && count <= ${until})(${count}) }}`,
		whenToDisplay: 'always' as const,
		location: 'ndv' as const,
	}));
}
