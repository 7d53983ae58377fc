import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { runClockodo } from '../support/node-run.mjs';

const name = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });

describe('names in the place of IDs', () => {
	let sandbox: Sandbox;
	const run = async (parameters: INodeParameters) =>
		(await runClockodo(sandbox, { parameters })).map(({ json }) => json);

	beforeAll(async () => (sandbox = await startSandbox()));
	afterAll(async () => await sandbox.close());

	const start: INodeParameters = {
		resource: 'clock',
		operation: 'start',
		customers_id: name('hotel bergblick'),
		projects_id: name('P-24-01'),
		services_id: name('Webentwicklung'),
		additionalFields: { users_id: name('jonas@nordlicht.example') },
	};

	it('start somebody’s clock, and stop it', async () => {
		const [clock] = await run(start);
		expect(clock.running ?? clock).toMatchObject({
			customers_id: 1,
			projects_id: 1,
			services_id: 2,
			users_id: 2,
		});
		const stop: INodeParameters = {
			resource: 'clock',
			operation: 'stop',
			id: name('jonas@nordlicht.example'),
		};
		expect(await run(stop)).toHaveLength(1);
		await expect(run(stop)).rejects.toThrow(
			"[Item 0] Entry: there is none of 'jonas@nordlicht.example' now.",
		);
	});

	it('say where a project of another customer was looked for', async () => {
		await expect(run({ ...start, projects_id: name('Kundenportal') })).rejects.toThrow(
			"Project: there is none with the name, number or e-mail 'Kundenportal' in the chosen Customer. There are, for example, Neue Website (P-24-01) (ID 1); Winterkampagne (P-24-02) (ID 2).",
		);
	});
});
