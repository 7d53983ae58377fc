import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { N8n } from '../../host/n8n.mjs';
import { createCredential, type Credential, type N8nClient } from '../../host/client.mjs';
import {
	getExecution,
	listExecutions,
	outputItems,
	waitForExecutions,
} from '../../host/executions.mjs';
import { chain, createWorkflow, node, passOn, publish, unpublish } from '../../host/workflows.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';
import { deriveToken } from '../../src/webhook/tokens.js';
import { clockodoTrigger, webhookUrl } from '../support/clockodo-nodes.mjs';
import { Opened } from '../support/opened.mjs';
import { startN8nScene } from '../support/scenes/n8n-scene.mjs';
import {
	largeBodies,
	notification,
	post,
	randomBodies,
	type Target,
	wrongBodies,
} from '../support/hostile/bodies.mjs';
import { heapOf, heapReporter } from '../support/hostile/heap.mjs';
import { type HostileRequest, HostileSender } from '../support/hostile/send.mjs';
import { wrongTransport } from '../support/hostile/transport.mjs';
import { longOrShort } from '../support/switches.mjs';

const HOSTILE_REQUESTS = Number(process.env.HOSTILE_REQUESTS ?? longOrShort(10_000, 4_000));
const CONNECTIONS = 8;
/** Printed with a failure, and taken from the environment to repeat it. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_124);
/** Megabytes: a body that is blown up on its way through the node ends n8n. */
const HEAP = 1_024;

/**
 * n8n makes a V8 isolate for each request to a trigger of others, should an expression need it.
 * None does before a request is believed: with this setting it is made when one does, in a tenth of the time.
 */
const WITHOUT_ISOLATES = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

type Registration = 'manual' | 'automatic';

/** A published trigger, the attacker's view of it. */
interface Victim {
	registration: Registration;
	workflowId: string;
	url: string;
	target: Target;
	sender: HostileSender;
}

/** What n8n or the node did with a request that it must not do. */
interface Complaint {
	to: Registration;
	name: string;
	status: number;
	body: string;
}

describe(`${HOSTILE_REQUESTS} hostile requests to a real n8n (FUZZ_SEED=${SEED})`, () => {
	const manualToken = `Token-${randomUUID()}`;
	const opened = new Opened();
	let n8n: N8n;
	let client: N8nClient;
	let sandbox: Sandbox;
	let credential: Credential;
	let victims: Victim[];
	let reference: HostileSender;
	let resourceId: number;

	const publishTrigger = async (registration: Registration): Promise<Victim> => {
		const eventName = 'absence.approved';
		const token = await createCredential(client, 'clockodoWebhookTokenApi', 'Token', {
			token: manualToken,
			additionalTokens: `another-${randomUUID()}`,
		});
		const credentials = registration === 'manual' ? [token, credential] : [credential];
		const trigger = clockodoTrigger(
			{ registration, events: [eventName], fetchResource: true },
			credentials,
		);
		const url = webhookUrl(n8n, trigger);
		const { id } = await createWorkflow(client, chain(registration, [trigger, passOn()]));
		await publish(client, id);
		const derived = deriveToken(sandbox.credentials.apiKey, url, eventName);
		return {
			registration,
			workflowId: id,
			url,
			target: { eventName, token: registration === 'manual' ? manualToken : derived },
			sender: opened.add(new HostileSender(url, CONNECTIONS / 2)),
		};
	};

	/**
	 * Whether n8n's own Webhook node answers the same request with the same error: some bodies and
	 * methods n8n itself turns away with HTTP 500, before it gives them to any node.
	 */
	const isOfN8nItself = async (hostile: HostileRequest, status: number) =>
		status >= 500 && (await reference.send(hostile)).status === status;

	/** Sends all to a trigger; what should not have been answered as it was. */
	const attack = async (
		victim: Victim,
		requests: readonly HostileRequest[],
		connections = CONNECTIONS / 2,
	): Promise<Complaint[]> => {
		const complaints: Complaint[] = [];
		const waiting = requests.values();
		const sendNext = async () => {
			for (const hostile of waiting) {
				const { status, body } = await victim.sender.send(hostile);
				const isBad =
					status >= 500 || body.includes('"accepted"') || body.includes(victim.target.token);
				if (isBad && !(await isOfN8nItself(hostile, status))) {
					const { name } = hostile;
					complaints.push({ to: victim.registration, name, status, body: body.slice(0, 300) });
				}
			}
		};
		await Promise.all(Array.from({ length: connections }, sendNext));
		return complaints;
	};

	const attackAll = async (requestsFor: (victim: Victim) => HostileRequest[]) =>
		(
			await Promise.all(victims.map(async (victim) => await attack(victim, requestsFor(victim))))
		).flat();

	const publishWebhookNode = async (): Promise<HostileSender> => {
		const path = randomUUID();
		const webhook = node({
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { path, httpMethod: 'POST', options: {} },
		});
		const { id } = await createWorkflow(client, chain('Reference', [webhook]));
		await publish(client, id);
		return opened.add(new HostileSender(`${n8n.url}/webhook/${path}`, 1));
	};

	const executions = async ({ workflowId }: Victim) =>
		(await listExecutions(client, { workflowId })).length;

	/** All executions of the triggers, with their errors. */
	const startedExecutions = async () => {
		const ofVictims = victims.map(
			async ({ workflowId }) => await listExecutions(client, { workflowId }),
		);
		const all = (await Promise.all(ofVictims)).flat();
		return await Promise.all(
			all.map(async ({ id, status }) => {
				const execution = await getExecution(client, id);
				const { lastNodeExecuted, error } = execution.data.resultData;
				return { id, status, lastNodeExecuted, error: error?.message };
			}),
		);
	};

	beforeAll(async () => {
		const env = { ...heapReporter(HEAP), ...WITHOUT_ISOLATES };
		({ n8n, client, sandbox, credential } = opened.add(await startN8nScene({ env })));
		resourceId = Number(sandbox.company.records('absences').all()[0]?.id);
		victims = [await publishTrigger('manual'), await publishTrigger('automatic')];
		reference = await publishWebhookNode();
		sandbox.requests.clear();
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('are answered without an error of the server, start nothing, call nothing and leave nothing in memory', async () => {
		const pid = n8n.process.pid;
		const made = victims.map(({ target }) => [...wrongBodies(target), ...wrongTransport(target)]);
		let sent = made.flat().length;
		const complaints = await attackAll((victim) => made[victims.indexOf(victim)]);

		const atFirst = await heapOf(n8n);
		const each = Math.ceil((HOSTILE_REQUESTS - sent) / victims.length);
		complaints.push(...(await attackAll(({ target }) => randomBodies(target, each, SEED))));
		sent += each * victims.length;
		const atLast = await heapOf(n8n);

		expect(complaints).toEqual([]);
		expect(sent).toBeGreaterThanOrEqual(HOSTILE_REQUESTS);
		expect(sandbox.requests.countByOperation()).toEqual({});
		expect(await startedExecutions()).toEqual([]);
		expect(n8n.process.pid).toBe(pid);
		expect(n8n.process.hasExited()).toBe(false);
		expect(atLast / atFirst).toBeLessThan(1.1);
	}, 1_800_000);

	it('of up to 60 MB end neither n8n nor start or call anything', async () => {
		const atFirst = await heapOf(n8n);
		const complaints: Complaint[] = [];
		for (const [turn, victim] of victims.entries()) {
			const large = largeBodies(victim.target).filter((_, index) => index % 2 === turn);
			complaints.push(...(await attack(victim, large, 1)));
		}
		expect(complaints).toEqual([]);
		expect(sandbox.requests.countByOperation()).toEqual({});
		expect(await startedExecutions()).toEqual([]);
		expect((await heapOf(n8n)) / atFirst).toBeLessThan(1.1);
	}, 1_800_000);

	it('do not keep the next right notification from its workflow', async () => {
		for (const victim of victims) {
			const payload = { absence: { id: resourceId } };
			const right = post('right', JSON.stringify(notification(victim.target, { payload })));
			expect(await victim.sender.send(right)).toEqual({
				status: 200,
				body: '{"status":"accepted"}',
			});
			const { workflowId } = victim;
			const [execution] = await waitForExecutions(client, 1, { workflowId });
			expect(outputItems(await getExecution(client, execution.id), 'After')).toEqual([
				expect.objectContaining({ resource_id: resourceId, resource_status: 'fetched' }),
			]);
		}
	});

	it('with made-up secrets start a bounded number of executions and ask the API a bounded number of times', async () => {
		const [manual, automatic] = victims;
		const before = await executions(manual);
		sandbox.requests.clear();
		const madeUp = (count: number) =>
			Array.from({ length: count }, () =>
				post('secret', JSON.stringify({ secret: randomUUID().toUpperCase() })),
			);
		expect(await attack(manual, madeUp(300))).toEqual([]);
		expect(await attack(automatic, madeUp(300))).toEqual([]);

		// 60 at once and one more a minute; 30 and one more in 20 seconds: this took less than three minutes.
		const started = (await executions(manual)) - before;
		expect(started).toBeGreaterThanOrEqual(60);
		expect(started).toBeLessThan(64);
		const { confirmWebhookV2, ...others } = sandbox.requests.countByOperation();
		expect(others).toEqual({});
		expect(confirmWebhookV2).toBeGreaterThanOrEqual(30);
		expect(confirmWebhookV2).toBeLessThan(40);
	}, 1_800_000);

	it('leave a trigger that can be unpublished without a trace at the API', async () => {
		for (const { workflowId } of victims) await unpublish(client, workflowId);
		expect(sandbox.webhooks.list()).toEqual([]);
	});
});
