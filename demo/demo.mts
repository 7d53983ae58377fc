import colors from 'picocolors';

import { type Sandbox, startSandbox } from '../sandbox/server.mjs';
import { sandboxClient } from '../sandbox/client/client.mjs';
import { causeEvent } from '../sandbox/client/scenarios.mjs';
import { openDemoData } from './data.mjs';
import { addressLines, changeLines, step, wrapped } from './output.mjs';
import { type ToldChange, tellChange } from './story.mjs';
import { keepCredential, keepPublished, readExamples } from './workflows.mjs';
import { ensureHost } from '../host/host.mjs';
import { type N8n, startN8n } from '../host/n8n.mjs';
import { hasOwner, type N8nClient, OWNER, setUpOwner, signIn } from '../host/client.mjs';
import type { StoredWorkflow } from '../host/workflows.mjs';
import { freePort, isFree } from '../host/ports.mjs';
import { projectRoot } from '../host/project.mjs';

export const N8N_PORT = 5678;
export const SANDBOX_PORT = 8090;

export interface DemoOptions {
	/** Keeps n8n's data and the sandbox's, from one demo to the next. */
	folder: string;
	/** Ends after the first changes. */
	once: boolean;
	/** Without one: {@link N8N_PORT}, or any other where that is taken. */
	n8nPort?: number;
	/** Without one: {@link SANDBOX_PORT}, or any other where that is taken. */
	sandboxPort?: number;
}

/**
 * Starts the sandbox and n8n, publishes the example workflows, makes a change for each and prints
 * what came of it; then stays until Ctrl-C, which stops all of it.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
	const { folder, once } = options;
	const interrupted = waitForInterrupt();
	const running: Array<() => Promise<unknown>> = [];
	const stopAll = async () => {
		for (const stop of running.splice(0).reverse()) await stop();
	};
	const story = async () => {
		await present(options, running);
		if (once) return;
		console.log(colors.dim(wrapped(`Ctrl-C stops all of it. What you do is kept in ${folder}.`)));
		await interrupted;
	};
	try {
		await Promise.race([story(), interrupted]);
	} finally {
		if (running.length > 0)
			await step('Stopping', stopAll, () => 'n8n and the sandbox are stopped');
	}
}

async function present(
	{ folder, n8nPort, sandboxPort }: DemoOptions,
	running: Array<() => Promise<unknown>>,
): Promise<void> {
	const ports = {
		n8n: await chosenPort('--port', N8N_PORT, n8nPort),
		sandbox: await chosenPort('--sandbox-port', SANDBOX_PORT, sandboxPort),
	};
	const host = await ensureHost();
	const data = await openDemoData(folder);
	running.push(data.release);

	const sandbox = await step(
		'Starting the Clockodo-style API (the sandbox)',
		async () => await startSandbox({ port: ports.sandbox, dataFile: data.sandboxFile }),
		({ url }) =>
			`Clockodo-style API (the sandbox)  ${url}${instead(ports.sandbox, sandboxPort ?? SANDBOX_PORT)}`,
	);
	running.push(sandbox.close);

	const n8n = await step(
		'Starting n8n (the first start takes half a minute)',
		async () =>
			await startN8n({
				host,
				folder: data.n8nFolder,
				port: ports.n8n,
				env: timeZone(),
				encryptionKey: data.encryptionKey,
				nodes: { from: 'checkout' },
			}),
		({ url }) =>
			`n8n ${host.version} with these nodes  ${url}${instead(ports.n8n, n8nPort ?? N8N_PORT)}`,
	);
	running.push(n8n.stop);

	const client = (await hasOwner(n8n.url)) ? await signIn(n8n.url) : await setUpOwner(n8n.url);
	const workflows = await publishExamples(client, sandbox);
	await tellStory(client, sandbox, n8n, workflows);
}

async function publishExamples(client: N8nClient, sandbox: Sandbox): Promise<StoredWorkflow[]> {
	const { email, apiKey } = sandbox.credentials;
	const values = { email, apiKey, baseUrl: sandbox.apiUrl, contactEmail: '', language: 'en' };
	const credential = await keepCredential(client, 'clockodoApi', 'Clockodo API', values);
	const workflows: StoredWorkflow[] = [];
	for (const example of await readExamples(projectRoot())) {
		workflows.push(
			await step(
				`Publishing “${example.name}”`,
				async () => {
					const workflow = await keepPublished(client, example, credential);
					nameEndpoints(sandbox, workflow);
					return workflow;
				},
				({ name, nodes }) =>
					`Published “${name}”: ${eventsOf(nodes).join(', ')} registered and validated`,
			),
		);
	}
	return workflows;
}

/** The sandbox's page then says of each webhook which workflow it is of. */
function nameEndpoints(sandbox: Sandbox, { name, nodes }: StoredWorkflow): void {
	const paths = nodes.flatMap(({ webhookId }) => (webhookId === undefined ? [] : [webhookId]));
	for (const { url } of sandbox.webhooks.list()) {
		if (paths.some((path) => url.includes(`/${path}/`))) sandbox.nameEndpoint(url, name);
	}
}

async function tellStory(
	client: N8nClient,
	sandbox: Sandbox,
	n8n: N8n,
	workflows: StoredWorkflow[],
): Promise<void> {
	console.log(`\n${colors.bold('Changes in the sandbox, and what came of each')}\n`);
	const changes: ToldChange[] = [];
	for (const workflow of workflows) {
		for (const event of eventsOf(workflow.nodes)) {
			const change = async () => await causeEvent(sandboxClient(sandbox), event);
			const told = await tellChange(client, event, workflow, change);
			console.log(changeLines(told));
			changes.push(told);
		}
	}
	console.log(addressLines(n8n.url, sandbox.url, OWNER));
	const failed = changes.filter(({ status }) => status !== 'success');
	if (failed.length > 0) {
		throw new Error(`${failed.length} of ${changes.length} executions failed: see them in n8n`);
	}
}

/** The events that the workflow's triggers listen to. */
function eventsOf(nodes: StoredWorkflow['nodes']): string[] {
	return nodes.flatMap(({ parameters }) => (parameters.events as string[] | undefined) ?? []);
}

/**
 * The port that was asked for; without one the usual one, or any free one where that is taken.
 *
 * @throws where the one that was asked for is taken
 */
async function chosenPort(option: string, usual: number, wanted?: number): Promise<number> {
	if (wanted === undefined) return await freePort(usual);
	if (await isFree(wanted)) return wanted;
	throw new Error(
		`Port ${wanted} is taken. Stop what uses it, or choose another one with ${option}.`,
	);
}

function instead(port: number, preferred: number): string {
	return port === preferred ? '' : ` (port ${preferred} is taken)`;
}

/** This machine's: n8n takes New York's where nobody says another one, and dates would be a day off. */
function timeZone(): Record<string, string> {
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return { GENERIC_TIMEZONE: zone, TZ: zone };
}

/** Resolves at the first Ctrl-C, or SIGTERM; a second one ends the process at once. */
async function waitForInterrupt(): Promise<void> {
	await new Promise<void>((resolve) => {
		const stop = () => {
			process.once('SIGINT', () => process.exit(130));
			resolve();
		};
		process.once('SIGINT', stop);
		process.once('SIGTERM', stop);
	});
	console.log('');
}
