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

/** What the names of entities are in words; of these the editor needs those alone that do not say it themselves. */
const otherwiseNamed = Object.fromEntries(
	entities
		.filter(({ name, label }) => label.toLowerCase() !== name.replaceAll('_', ' '))
		.map(({ name, label }) => [name, label]),
);

/** `Entry Started, +2`: the first event in the words of 'Events', and how many more there are. */
export const subtitle = `={{ ((words, [first = "", ...more]) => first.replace(/^[a-z_]+|[*]/, (name) => words[name] || name).replace(/[._]/g, " ").replace(/\\b[a-z]/g, (letter) => letter.toUpperCase()) + (more.length ? ", +" + more.length : ""))(${JSON.stringify({ '*': 'Any Event', ...otherwiseNamed })}, [].concat($parameter["events"] || [])) }}`;

const noListOfBudgets =
	"Clockodo has no list to find it in. To get it, choose 'Manual' in 'Registration'.";

const pollingWith = (event: string) =>
	`={{ $parameter["registration"] === "polling" && ($parameter["events"] || []).includes("${event}") }}`;

/** What a user of the API may send a day is 20,000: of looks that take less than this of it, nothing is said. */
const muchADay = 1_000;

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
				'<b>For real events</b>: publish the workflow; with manual registration, also register its <b>Production URL</b> in Clockodo. Each event then starts an execution in the <a data-key="executions">executions list</a>, with polling at the next look.<br /><br /><b>For a try</b>: click "Execute step". With polling, the newest thing is shown at once. With manual registration, then open the <b>Test URL</b> in a browser: its button sends the newest thing of your account as a test event. With automatic registration, change something in Clockodo.',
			active:
				'<b>For real events</b>: they start this workflow by themselves. See them in the <a data-key="executions">executions list</a>.<br /><br /><b>With manual registration</b>, open the Production URL in a browser: it says whether the validation is done, and why nothing arrives.',
		},
		activationHint:
			"Once you've finished building your workflow, publish it to have it start with every event (you won't see those executions here).",
	},
	hints: [
		{
			type: 'warning',
			message: "Choose at least one event in 'Events': without one, nothing starts this workflow.",
			displayCondition: '={{ ($parameter["events"] || []).length === 0 }}',
			whenToDisplay: 'beforeExecution',
			location: 'ndv',
		},
		{
			type: 'info',
			message:
				'Each event needs a webhook of its own in Clockodo, and plans other than Enterprise have two webhooks in all. Enterprise has three for each type. Catch Up, unless it is off, finds the events that have none, a few minutes later.',
			displayCondition: `={{ $parameter["registration"] === "manual" && (${many}) }}`,
			whenToDisplay: 'always',
			location: 'ndv',
		},
		{
			type: 'info',
			message: `Any Event is any but 'Project Budget Notification' here: ${noListOfBudgets}`,
			displayCondition: pollingWith('*'),
			whenToDisplay: 'always',
			location: 'ndv',
		},
		{
			type: 'warning',
			message: `'Project Budget Notification' never comes this way: ${noListOfBudgets}`,
			displayCondition: pollingWith('project.budget_notification'),
			whenToDisplay: 'always',
			location: 'ndv',
		},
		costHint(),
	],
	properties,
};

/** `1,000`; Intl does the same, but takes 10 ms to come up when n8n starts. */
function withCommas(number: number): string {
	return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What looks cost, where that is much: a hint cannot count by itself. */
function costHint(): NonNullable<INodeTypeDescription['hints']>[number] {
	const costs = entities.map(({ name }) => [name, requestsALook(name)] as const);
	const dearer = Object.fromEntries(costs.filter(([, requests]) => requests > 1));
	const all = costs.reduce((sum, [, requests]) => sum + requests, 0);
	const count = `((all, dear) => all.includes("*") ? ${all} : [...new Set(all.map((name) => name.split(".")[0]))].reduce((sum, name) => sum + (dear[name] || 1), 0))($parameter["events"] || [], ${JSON.stringify(dearer)})`;
	return {
		type: 'info',
		message: `Looking for changes of all these events takes more than ${withCommas(muchADay)} requests a day. Clockodo allows a user 20,000 a day, of n8n and all other programs together. With fewer events, or longer between two looks, it takes less.`,
		displayCondition: `={{ $parameter["catchUp"] > 0 && $parameter["fetchResource"] !== false && ${count} * ${24 * 60} / $parameter["catchUp"] > ${muchADay} }}`,
		whenToDisplay: 'always',
		location: 'ndv',
	};
}
