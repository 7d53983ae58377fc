import type { INodeProperties } from 'n8n-workflow';
import { requestsALook } from '../../src/changes/lists';
import { entities } from '../../src/clockodo/entities';
import { events } from '../../src/clockodo/events';
import { alphabetically } from '../../src/clockodo/values';
import { usualLookBack, usualMinutes } from './look-settings';

const setupGuide =
	'https://github.com/n8n-nodes-clockodo/n8n-nodes-clockodo/blob/main/docs/setup-in-clockodo.md';
const catchUpGuide =
	'https://github.com/n8n-nodes-clockodo/n8n-nodes-clockodo/blob/main/docs/catch-up.md';

const showOnlyForManual = { show: { registration: ['manual'] } };
const showOnlyForAutomatic = { show: { registration: ['automatic'] } };
const showOnlyForPolling = { show: { registration: ['polling'] } };

const link = (address: string, words: string) =>
	`<a href="${address}" target="_blank">${words}</a>`;

/** What the panel says to a person who sets the webhook up in Clockodo's web app, in the order in which it is done. */
const manualSteps = [
	"Open 'Webhook URLs' above, choose 'Production URL' and click the URL to copy it. Not the Test URL: that is another address.",
	'Publish this workflow.',
	'In Clockodo, open Webhooks and create a webhook: this URL, one of the events, and the token of your credential. Then click Validate webhook.',
	'Open the Production URL in a browser: it shows the secret that Clockodo sent.',
	'Enter the secret in Clockodo. Done: the next event starts this workflow.',
].map((text, index) => `<li>Step ${index + 1}: ${text}</li>`);

/** The editor keeps lists and links of a notice, and no other markup. */
const manualNotice = [
	`Set it up in Clockodo, in two minutes:<ul>${manualSteps.join('')}</ul>`,
	`For more events, create one webhook each with this same URL. ${link(setupGuide, 'Guide with pictures')}`,
].join('');

const fetchDescription =
	'Whether to fetch the full entry, absence, project … of each event: Clockodo itself sends only an ID';

/** What lists cost more than one request; the others need not be named. */
const dearer = entities
	.filter(({ name }) => requestsALook(name) > 1)
	.map(({ name, several }) => `${requestsALook(name)} for ${several}`);

const costOfALook = `A look takes one request to Clockodo for each sort of thing in Events, ${dearer.join(', ')}; of entries, one for each 1,000. A user may send 20,000 a day.`;

const looksADay = (minutes: number) => `${(24 * 60) / minutes} looks a day`;

const everyFewMinutes = [5, 15, 30].map((minutes) => ({
	name: `Every ${minutes} Minutes`,
	value: minutes,
	description: looksADay(minutes),
}));
const everyHour = { name: 'Every Hour', value: 60, description: looksADay(60) };
const off = {
	name: 'Off',
	value: 0,
	description: 'What Clockodo sends while n8n is not there is lost',
};

const catchUp = {
	name: 'catchUp',
	type: 'options' as const,
	noDataExpression: true,
} satisfies Partial<INodeProperties>;

const catchUpBesideWebhooks = {
	...catchUp,
	displayName: 'Catch Up',
	options: [...everyFewMinutes, everyHour, off],
	default: usualMinutes.webhooks,
	description: `How often n8n also looks by itself for what no webhook told: Clockodo sends nothing twice, and a webhook may be switched off. Every event still comes once. ${link(catchUpGuide, 'More')}.`,
} satisfies INodeProperties;

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: 'Any Event', value: '*', description: 'Everything that Clockodo tells' },
			...events
				.map(({ name, label, description }) => ({ name: label, value: name, description }))
				.sort((a, b) => alphabetically(a.name, b.name)),
		],
		default: [],
		required: true,
		description: 'What starts the workflow. Other events that arrive are answered and ignored.',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'Manual',
				value: 'manual',
				description:
					"Events come at once. You create the webhooks in Clockodo's web app: one for each event, and most plans have two.",
			},
			{
				name: 'None (Polling)',
				value: 'polling',
				description:
					'Nothing to set up in Clockodo, any number of events: n8n looks for changes every few minutes',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'For an API that has endpoints for webhooks, such as the sandbox',
			},
		],
		default: 'manual',
		description: 'How this trigger gets to know of events',
	},
	{
		displayName: manualNotice,
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: showOnlyForManual,
	},
	{
		displayName:
			"When the workflow is published, its webhooks are created and validated by themselves; when it is unpublished, they are removed. Clockodo's own API has no endpoints for this today: use Manual for a real account.",
		name: 'automaticNotice',
		type: 'notice',
		default: '',
		displayOptions: showOnlyForAutomatic,
	},
	{
		displayName: `Publish this workflow, and all is done: every few minutes n8n compares what Clockodo holds with what it held before. What changes from then on starts the workflow. 'Execute step' shows an example at once. ${link(catchUpGuide, 'What is seen and what is not')}`,
		name: 'pollingNotice',
		type: 'notice',
		default: '',
		displayOptions: showOnlyForPolling,
	},
	{
		...catchUp,
		displayName: 'Look Every',
		options: [...everyFewMinutes, everyHour].map((option) => ({
			...option,
			name: option.name.replace('Every ', ''),
		})),
		default: usualMinutes.polling,
		displayOptions: showOnlyForPolling,
		description: `How often n8n looks for changes. ${costOfALook}`,
	},
	{
		displayName: 'Fetch Resource',
		name: 'fetchResource',
		type: 'boolean',
		default: true,
		displayOptions: showOnlyForManual,
		description: fetchDescription,
	},
	{
		...catchUpBesideWebhooks,
		displayOptions: { show: { registration: ['manual'], fetchResource: [true] } },
	},
	{
		...catchUpBesideWebhooks,
		displayOptions: showOnlyForAutomatic,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Add Names and Labels',
				name: 'readable',
				type: 'boolean',
				default: true,
				description:
					'Whether to add to the resource the name beside each ID, the label beside each number that is a choice, and hours beside seconds',
			},
			{
				displayName: 'Fetch Resource',
				name: 'fetchResource',
				type: 'boolean',
				default: true,
				displayOptions: { show: { '/registration': ['automatic'] } },
				description: fetchDescription,
			},
			{
				displayName: 'Look Back',
				name: 'lookBack',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 366 },
				default: usualLookBack,
				description:
					'How many days back entries are looked at. A change of an older entry is not seen. Of absences, last, this and next year are looked at.',
			},
			{
				displayName: 'On Fetch Failure',
				name: 'onFetchFailure',
				type: 'options',
				options: [
					{
						name: 'Fail the Execution',
						value: 'fail',
						description: 'The event is kept in the failed execution, and Retry fetches again',
					},
					{
						name: 'Continue Without the Resource',
						value: 'emit',
						description: "The item says 'unavailable', and why",
					},
				],
				default: 'fail',
				description: 'What to do when the API does not give the resource, after several attempts',
			},
			{
				displayName: 'Remove Duplicates',
				name: 'deduplicate',
				type: 'boolean',
				default: true,
				displayOptions: { hide: { '/registration': ['polling'] } },
				description:
					'Whether to drop an event that arrives again while the resource is still the same. Two real changes both get through.',
			},
			{
				displayName: 'Setup Page',
				name: 'setupPage',
				type: 'boolean',
				default: true,
				displayOptions: { hide: { '/registration': ['polling'] } },
				description:
					'Whether the webhook URL shows a page in the browser that helps with the setup: the secret for 15 minutes, and why nothing arrives',
			},
		],
	},
];
