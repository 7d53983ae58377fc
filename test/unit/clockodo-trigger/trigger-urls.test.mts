import { describe, expect, it } from '@jest/globals';

import { ClockodoTrigger } from '../../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { methodOf, n8nWorkflow, workflowOf } from '../../support/n8n-core.mjs';

const nodeType = new ClockodoTrigger();
const webhooks = nodeType.description.webhooks ?? [];

function nodeWith(parameters: { registration: string; events?: string }) {
	return workflowOf(nodeType, {
		id: 'trigger',
		name: 'Clockodo Trigger',
		type: 'n8n-nodes-clockodo.clockodoTrigger',
		typeVersion: 1.2,
		position: [0, 0],
		parameters,
	});
}

describe('the URLs of the trigger', () => {
	it.each([
		['manual', ['GET', 'POST', 'HEAD']],
		['automatic', ['GET', 'POST', 'HEAD']],
		['polling', ['', '', '']],
	])('with registration %s answer to %j', (registration, methods) => {
		const { workflow, node } = nodeWith({ registration });
		expect(webhooks.map((each) => methodOf(workflow, node, each))).toEqual(methods);
	});

	it.each(['manual', 'automatic', 'polling'])(
		'are the same with registration %s where n8n reads the parameter without its expression engine',
		(registration) => {
			const { workflow, node } = nodeWith({ registration });
			for (const webhook of webhooks) {
				const native = n8nWorkflow.resolveWebhookDescriptionField(node, webhook, 'httpMethod');
				expect(native).toEqual({ resolved: true, value: methodOf(workflow, node, webhook) });
			}
		},
	);

	it('are left to the expression engine where a parameter is an expression', () => {
		const { node } = nodeWith({ registration: 'manual', events: '={{ $vars.events }}' });
		for (const webhook of webhooks) {
			const native = n8nWorkflow.resolveWebhookDescriptionField(node, webhook, 'httpMethod');
			expect(native).toEqual({ resolved: false });
		}
	});
});
