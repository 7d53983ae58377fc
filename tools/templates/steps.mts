/** The nodes that the templates are made of, with what all of them have in common. */
import type { IDataObject, INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';

import type { Step } from './template.mjs';

/** Of n8n's own nodes the newest version that both supported lines of n8n have. */
const versions = {
	agent: 2.2,
	chatTrigger: 1.1,
	convertToFile: 1.1,
	dataTable: 1,
	emailSend: 2.1,
	filter: 2.2,
	formTrigger: 2.2,
	googleCalendar: 1.3,
	googleSheets: 4.5,
	httpRequest: 4.2,
	if: 2.2,
	lmChatOpenAi: 1.2,
	memoryBufferWindow: 1.3,
	removeDuplicates: 2,
	scheduleTrigger: 1.2,
	set: 3.4,
	slack: 2.3,
	splitOut: 1,
	summarize: 1.1,
	switch: 3.2,
	webhook: 2,
} as const;

const langchain: ReadonlySet<string> = new Set([
	'agent',
	'chatTrigger',
	'lmChatOpenAi',
	'memoryBufferWindow',
]);

type Own = keyof typeof versions;

/** A node of n8n's own. */
export function builtIn(type: Own, name: string, parameters: INodeParameters): Step {
	const home = langchain.has(type) ? '@n8n/n8n-nodes-langchain' : 'n8n-nodes-base';
	return { name, type: `${home}.${type}`, typeVersion: versions[type], parameters };
}

/** The Clockodo Trigger as a real account can use it at once. */
export function trigger(
	name: string,
	events: string[],
	registration: 'manual' | 'polling' = 'polling',
): Step {
	return {
		name,
		type: 'n8n-nodes-clockodo.clockodoTrigger',
		typeVersion: 1.2,
		parameters: { events, registration, options: {} },
	};
}

/** The Clockodo node. */
export function clockodo(
	name: string,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
): Step {
	return {
		name,
		type: 'n8n-nodes-clockodo.clockodo',
		typeVersion: 1,
		parameters: { resource, operation, ...parameters },
	};
}

/** The Clockodo node as a tool of an agent. */
export function clockodoTool(
	name: string,
	description: string,
	resource: string,
	operation: string,
	parameters: INodeParameters,
): Step {
	const step = clockodo(name, resource, operation, parameters);
	const own = { ...step.parameters, descriptionType: 'manual', toolDescription: description };
	return { ...step, type: `${step.type}Tool`, parameters: own };
}

const locator = (mode: string, value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode,
	value,
});

/** Something of Clockodo by its exact name, number or e-mail. */
export const byName = (value: string) => locator('name', value);
/** Something by its ID. */
export const byId = (value: string) => locator('id', value);
/** To be chosen by whoever imports the template. */
export const toChoose = () => locator('list', '');

/** At the times of a cron expression, in the workflow's time zone. */
export function schedule(name: string, expression: string): Step {
	return builtIn('scheduleTrigger', name, {
		rule: { interval: [{ field: 'cronExpression', expression }] },
	});
}

/** A message in a channel. */
export function slack(name: string, text: string): Step {
	return builtIn('slack', name, {
		resource: 'message',
		operation: 'post',
		select: 'channel',
		channelId: toChoose(),
		messageType: 'text',
		text,
		otherOptions: { includeLinkToWorkflow: false },
	});
}

interface Mail {
	to: string;
	subject: string;
	text: string;
	/** The name of the binary field that goes with it. */
	attachment?: string;
}

/** An e-mail; the sender's address is for the one who imports the template. */
export function mail(name: string, { to, subject, text, attachment }: Mail): Step {
	return builtIn('emailSend', name, {
		fromEmail: '',
		toEmail: to,
		subject,
		emailFormat: 'text',
		text,
		options: { appendAttribution: false, ...(attachment && { attachments: attachment }) },
	});
}

/** An e-mail with two buttons; the workflow waits until one is clicked. */
export function question(name: string, { to, subject, text }: Mail, yes: string, no: string): Step {
	return builtIn('emailSend', name, {
		operation: 'sendAndWait',
		fromEmail: '',
		toEmail: to,
		subject,
		message: text,
		responseType: 'approval',
		approvalOptions: {
			values: { approvalType: 'double', approveLabel: yes, disapproveLabel: no },
		},
		options: { appendAttribution: false },
	});
}

/** Fields made of values and expressions, texts unless `types` says otherwise; nothing else is handed on. */
export function fields(
	name: string,
	values: Record<string, string | number>,
	types: Record<string, 'array' | 'number'> = {},
): Step {
	const assignments = Object.entries(values).map(([field, value]) => ({
		id: field,
		name: field,
		type: types[field] ?? (typeof value === 'number' ? 'number' : 'string'),
		value,
	}));
	return builtIn('set', name, { mode: 'manual', assignments: { assignments }, options: {} });
}

/** What an If, a Filter or a rule of a Switch wants: an expression that gives true. */
export function condition(expression: string): INodeParameters {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		conditions: [
			{
				id: 'condition',
				leftValue: `={{ ${expression} }}`,
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
		combinator: 'and',
	};
}

/** Goes on with the items of which the expression is true. */
export function only(name: string, expression: string): Step {
	return builtIn('filter', name, { conditions: condition(expression), options: {} });
}

/** Output 0 where the expression is true, else output 1. */
export function either(name: string, expression: string): Step {
	return builtIn('if', name, { conditions: condition(expression), options: {} });
}

/** A row of n8n's own Data Table, which has a field of that name as its key. */
export function keepRow(
	name: string,
	table: string,
	key: string,
	values: Record<string, string>,
	numbers: readonly string[] = [],
): Step {
	return builtIn('dataTable', name, {
		resource: 'row',
		operation: 'upsert',
		dataTableId: byName(table),
		matchType: 'allConditions',
		filters: {
			conditions: [{ keyName: key, condition: 'eq', keyValue: values[key] ?? '' }],
		},
		columns: columns(values, numbers),
		options: {},
	});
}

/** Rows behind those of a Google sheet. */
export function sheetRows(
	name: string,
	values: Record<string, string>,
	numbers: readonly string[] = [],
): Step {
	return builtIn('googleSheets', name, {
		resource: 'sheet',
		operation: 'append',
		documentId: toChoose(),
		sheetName: toChoose(),
		columns: columns(values, numbers),
		options: {},
	});
}

function columns(
	values: Record<string, string>,
	numbers: readonly string[],
): IDataObject & INodeParameters {
	const schema = Object.keys(values).map((id) => ({
		id,
		displayName: id,
		type: numbers.includes(id) ? 'number' : 'string',
		required: false,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: true,
	}));
	return {
		mappingMode: 'defineBelow',
		value: values,
		matchingColumns: [],
		schema,
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
}

/** Works once, with the first item, however many there are. */
export const once = (step: Step): Step => ({ ...step, executeOnce: true });

/** Has an output 1 for the items that fail. */
export const withErrorOutput = (step: Step): Step => ({
	...step,
	onError: 'continueErrorOutput',
});

/** Goes on with what fails, as if nothing were. */
export const orNothing = (step: Step): Step => ({ ...step, onError: 'continueRegularOutput' });

/** Hands on an empty item where it finds nothing. */
export const evenIfEmpty = (step: Step): Step => ({ ...step, alwaysOutputData: true });
