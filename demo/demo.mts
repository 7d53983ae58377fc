import colors from 'picocolors';

import { type Sandbox, startSandbox } from '../sandbox/server.mjs';
import { sandboxClient } from '../sandbox/client/client.mjs';
import { causeEvent } from '../sandbox/client/scenarios.mjs';
import { openDemoData } from './data.mjs';
import { addressLines, changeLines, chapter, step, wrapped } from './output.mjs';
import { choosePorts } from './ports.mjs';
import { type Awaited, type ToldChange, tellChange, tellChanges } from './story.mjs';
import {
	eventsOf,
	isPolling,
	keepCredential,
	keepPublished,
	minutesBetweenLooks,
	readExamples,
} from './workflows.mjs';
import { ensureHost } from '../host/host.mjs';
import { type N8n, startN8n } from '../host/n8n.mjs';
import { hasOwner, type N8nClient, OWNER, setUpOwner, signIn } from '../host/client.mjs';
import type { StoredWorkflow } from '../host/workflows.mjs';
import { projectRoot } from '../host/project.mjs';

export interface DemoOptions {
	/** Keeps n8n's data and the sandbox's, from one demo to the next. */
	folder: string;
	/** Ends after the first changes. */
	once: boolean;
	/** Without one: the usual one, or any other where that is taken. */
	n8nPort?: number;
	/** Likewise. */
	sandboxPort?: number;
}

/**
 * Starts the sandbox and n8n, publishes the example workflows, lets changes happen and prints what
 * came of each, by webhook, catch-up and polling; then stays until Ctrl-C, which stops all of it.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
	const { folder, once } = options;
	const interrupted = waitForInterrupt();
	const running: Array<() => Promise<unknown>> = [];
	const stopAll = async () => {
		for (const stop of running.splice(0).reverse()) await stop();
	};
	const story = async () => {
		const addresses = await present(options, running);
		if (once) return;
		console.log(addresses);
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

/** @returns what to say of where to look next */
async function present(
	{ folder, n8nPort, sandboxPort }: DemoOptions,
	running: Array<() => Promise<unknown>>,
): Promise<string> {
	const ports = await choosePorts({ n8n: n8nPort, sandbox: sandboxPort });
	const host = await ensureHost();
	const data = await openDemoData(folder);
	running.push(data.release);

	const sandbox = await step(
		'Starting the Clockodo-style API (the sandbox)',
		async () => await startSandbox({ port: ports.sandbox.port, dataFile: data.sandboxFile }),
		({ url }) => `Clockodo-style API (the sandbox)  ${url}${ports.sandbox.remark}`,
	);
	running.push(sandbox.close);

	const n8n = await step(
		'Starting n8n (the first start takes half a minute)',
		async () =>
			await startN8n({
				host,
				folder: data.n8nFolder,
				port: ports.n8n.port,
				env: timeZone(),
				encryptionKey: data.encryptionKey,
				nodes: { from: 'checkout' },
			}),
		({ url }) => `n8n ${host.version} with these nodes  ${url}${ports.n8n.remark}`,
	);
	running.push(n8n.stop);

	const client = (await hasOwner(n8n.url)) ? await signIn(n8n.url) : await setUpOwner(n8n.url);
	const workflows = await publishExamples(client, sandbox);
	await tellStory(client, sandbox, n8n, workflows);
	return addressLines(n8n.url, sandbox.url, OWNER, nextLooks(workflows));
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
				publishedLine,
			),
		);
	}
	return workflows;
}

/** When what no webhook tells is found, as the workflows are set now. */
function nextLooks(workflows: StoredWorkflow[]): string {
	const every = (name: string, those: StoredWorkflow[]) => {
		const minutes = Math.max(...those.map(minutesBetweenLooks));
		return minutes > 0 ? [`every ${minutes} minutes (${name})`] : [];
	};
	return [
		...every(
			'polling',
			workflows.filter((each) => isPolling(each)),
		),
		...every(
			'catch-up',
			workflows.filter((each) => !isPolling(each)),
		),
		'and whenever n8n starts',
	].join(', ');
}

function publishedLine(workflow: StoredWorkflow): string {
	const how = isPolling(workflow)
		? `looked for every ${minutesBetweenLooks(workflow)} minutes, without a webhook`
		: 'webhook registered and validated';
	return `Published “${workflow.name}”: ${eventsOf(workflow).join(', ')}, ${how}`;
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
	const awaited = workflows.flatMap((workflow) =>
		eventsOf(workflow).map((event): Awaited => ({ event, workflow })),
	);
	const polled = awaited.filter(({ workflow }) => isPolling(workflow));
	const told = awaited.filter(({ workflow }) => !isPolling(workflow));
	const changes = [
		...(await tellByWebhook(client, sandbox, told)),
		...(await tellByLooking(client, sandbox, n8n, [...told.slice(0, 1), ...polled])),
	];
	const failed = changes.filter(({ status }) => status !== 'success');
	if (failed.length > 0) {
		throw new Error(`${failed.length} of ${changes.length} executions failed: see them in n8n`);
	}
}

async function tellByWebhook(
	client: N8nClient,
	sandbox: Sandbox,
	awaited: Awaited[],
): Promise<ToldChange[]> {
	console.log('');
	console.log(chapter('Webhooks', 'something changes, and the workflow starts at once'));
	const changes: ToldChange[] = [];
	for (const each of awaited) {
		const change = async () => await causeEvent(sandboxClient(sandbox), each.event);
		const told = await tellChange(client, each, change);
		console.log(changeLines(told));
		changes.push(told);
	}
	return changes;
}

/** Lets changes happen while n8n is stopped, and their webhooks be lost. */
async function tellByLooking(
	client: N8nClient,
	sandbox: Sandbox,
	n8n: N8n,
	awaited: Awaited[],
): Promise<ToldChange[]> {
	const events = awaited.map(({ event }) => event);
	const missAll = async () => {
		await n8n.stop();
		await unheard(sandbox, async () => {
			for (const event of events) await causeEvent(sandboxClient(sandbox), event);
		});
		await n8n.restart();
	};
	console.log(chapter('Catch-up and polling', 'what no webhook told is found by looking'));
	const changes = await tellChanges(client, awaited, async () => {
		await step(
			`Stopping n8n, as for an update; meanwhile in Clockodo: ${events.join(', ')}`,
			missAll,
			() => `n8n was stopped. Meanwhile in Clockodo: ${events.join(', ')}. Then n8n looked:`,
		);
	});
	console.log('');
	for (const told of changes) console.log(changeLines(told));
	return changes;
}

/** The action, of which no webhook tells. */
async function unheard(sandbox: Sandbox, action: () => Promise<void>): Promise<void> {
	const before = sandbox.faults.current();
	sandbox.faults.set({ ...before, deliveries: [{ kind: 'drop', count: null }] });
	try {
		await action();
		await sandbox.deliveries.idle();
	} finally {
		sandbox.faults.set(before);
	}
}

/** This machine's: n8n takes New York's where nobody says another one, and dates would be a day off. */
function timeZone(): Record<string, string> {
	const { timeZone: own } = Intl.DateTimeFormat().resolvedOptions();
	// n8n's settings know it by this name only.
	const zone = own === 'UTC' ? 'Etc/UTC' : own;
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
