import { describe, expect, it } from '@jest/globals';

import { forSandbox, readExamples } from '../../demo/workflows.mjs';
import { projectRoot } from '../../host/project.mjs';

const credential = { id: 'c1', name: 'Clockodo API', type: 'clockodoApi' };
const examples = await readExamples(projectRoot());
const named = examples.map((example) => ({ name: example.name, example }));
const isTrigger = ({ type }: { type: string }) => type === 'n8n-nodes-clockodo.clockodoTrigger';
const registrationOf = ({ parameters }: { parameters: object }) =>
	'registration' in parameters ? parameters.registration : undefined;

describe('the example workflows', () => {
	it('are there', () => {
		expect(examples.length).toBeGreaterThan(0);
	});

	it('show both ways that every account has: by hand, and without a webhook', () => {
		const ways = examples.flatMap(({ nodes }) => nodes.filter(isTrigger)).map(registrationOf);
		expect(new Set(ways)).toEqual(new Set(['manual', 'polling']));
	});

	it.each(named)('$name: no public path, no credential', ({ example }) => {
		for (const node of example.nodes) {
			expect(node).not.toHaveProperty('webhookId');
			expect(node).not.toHaveProperty('credentials');
		}
	});

	it.each(named)('$name: made to run against the sandbox', ({ example }) => {
		const { nodes } = forSandbox(example, credential);
		const own = nodes.filter(({ type }) => type.startsWith('n8n-nodes-clockodo.'));
		expect(own.length).toBeGreaterThan(1);
		for (const node of own) {
			expect(node.credentials).toEqual({ clockodoApi: { id: 'c1', name: 'Clockodo API' } });
		}
		const triggers = nodes.filter(isTrigger);
		const [way] = example.nodes.filter(isTrigger).map(registrationOf);
		expect(triggers.map(registrationOf)).toEqual([way === 'manual' ? 'automatic' : way]);
		const again = forSandbox(example, credential).nodes.filter(isTrigger);
		expect(triggers[0].webhookId).toMatch(/^[0-9a-f-]{36}$/);
		expect(again[0].webhookId).not.toBe(triggers[0].webhookId);
	});
});
