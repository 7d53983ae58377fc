import type { INodeProperties } from 'n8n-workflow';
import { events } from '../../src/clockodo/events';

const setupGuide =
	'https://github.com/n8n-nodes-clockodo/n8n-nodes-clockodo/blob/main/docs/setup-in-clockodo.md';

const showOnlyForManual = { show: { registration: ['manual'] } };
const showOnlyForAutomatic = { show: { registration: ['automatic'] } };

/** What the panel says to a person who sets the webhook up in Clockodo's web app. */
const manualSteps = [
	'Choose the credentials and the events, then publish this workflow.',
	"Open 'Webhook URLs' above, choose 'Production URL' and click the URL to copy it. Not the Test URL: that is another address and would need a validation of its own.",
	"In Clockodo's web app, open Webhooks and create a webhook: this URL, one of the events, and the token of your credential. For more events, make one webhook for each, all with this same URL.",
	"In Clockodo, click 'Validate webhook'. Then open the Production URL in a browser: it shows the secret that Clockodo sent. The secret also stands in this workflow's executions, on the output 'Validation'.",
	'Enter the secret in Clockodo. Done: the next event starts this workflow.',
].map((text, index) => `<li>Step ${index + 1}: ${text}</li>`);

/** The editor keeps lists and links of a notice, and no other markup. */
const manualNotice = [
	'Set it up in Clockodo, in two minutes:',
	`<ul>${manualSteps.join('')}</ul>`,
	"Basic, Pro and Freelancer plans have room for two webhooks, that is two events. Each webhook may have a token of its own: put further tokens into 'Additional Tokens' of the credential. ",
	`<a href="${setupGuide}" target="_blank">Guide with pictures</a>`,
].join('');

const fetchDescription =
	'Whether to fetch the full entry, absence, project … of each event: Clockodo itself sends only an ID';

export const properties: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'Manual',
				value: 'manual',
				description: "You create the webhook in Clockodo's web app: the way for every real account",
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'For an API that has endpoints for webhooks, such as the sandbox',
			},
		],
		default: 'manual',
		description: 'How Clockodo gets to know the URL of this trigger',
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
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: '*', value: '*', description: 'All events that Clockodo sends' },
			...events
				.map(({ name, label, description }) => ({ name: label, value: name, description }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		],
		default: [],
		required: true,
		description: 'What starts the workflow. Other events that arrive are answered and ignored.',
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
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Fetch Resource',
				name: 'fetchResource',
				type: 'boolean',
				default: true,
				displayOptions: { show: { '/registration': ['automatic'] } },
				description: fetchDescription,
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
				description:
					'Whether to drop an event that arrives again while the resource is still the same. Two real changes both get through.',
			},
			{
				displayName: 'Setup Page',
				name: 'setupPage',
				type: 'boolean',
				default: true,
				description:
					'Whether the webhook URL shows a page in the browser that helps with the setup: the secret for 15 minutes, and why nothing arrives',
			},
		],
	},
];
