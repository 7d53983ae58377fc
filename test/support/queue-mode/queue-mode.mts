import { type N8n, startN8n } from '../../../host/n8n.mjs';
import { type N8nClient, setUpOwner } from '../../../host/client.mjs';
import type { Role } from '../../../host/process.mjs';
import { freePort } from '../../../host/ports.mjs';
import { packedTarball } from '../tarball.mjs';
import { type Proxy, startProxy } from './proxy.mjs';
import { clearPlace, makePlace, type Place, query, type Servers, serversOf } from './servers.mjs';

export interface QueueModeOptions {
	/** Default 2. */
	webhookProcesses?: number;
	/** Default 2. */
	workers?: number;
	/** Default: the ones of the environment. */
	servers?: Servers;
	/** For every process, over what queue mode needs. */
	env?: Record<string, string>;
}

/** As `env`: a worker that died is noticed after seconds and not after a minute and a half. */
export const shortLocks = {
	QUEUE_WORKER_LOCK_DURATION: '8000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** n8n in queue mode: main, webhook processes behind a proxy, workers, on one database and one Redis. */
export interface QueueMode {
	/** Signed in at main. */
	client: N8nClient;
	main: N8n;
	webhookProcesses: N8n[];
	workers: N8n[];
	proxy: Proxy;
	servers: Servers;
	place: Place;
	/** One statement in n8n's database. */
	sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
	/** Stops all of it, and drops the database and the keys. */
	dispose(): Promise<void>;
}

/** Starts it all. @throws with the end of a log, where a process does not become ready */
export async function startQueueMode(options: QueueModeOptions = {}): Promise<QueueMode> {
	const servers = options.servers ?? serversOf();
	const place = await makePlace(servers);
	const started: N8n[] = [];
	const ports = await Promise.all(times(options.webhookProcesses ?? 2, freePort));
	const proxy = await startProxy(ports);
	const dispose = async () => {
		await Promise.all(started.map(async (n8n) => await n8n.dispose()));
		await proxy.close();
		await clearPlace(servers, place);
	};
	try {
		const file = await packedTarball();
		const start = async (role: Role, port?: number) => {
			const n8n = await startN8n({
				role,
				port,
				nodes: { from: 'tarball', file },
				webhookUrl: `${proxy.url}/`,
				env: { ...queueEnvironment(servers, place), ...options.env },
			});
			started.push(n8n);
			return n8n;
		};
		// Main first: it brings the database up to date, which the others wait for in vain.
		const main = await start('main');
		const client = await setUpOwner(main.url);
		const [webhookProcesses, workers] = await Promise.all([
			Promise.all(ports.map(async (port) => await start('webhook', port))),
			Promise.all(times(options.workers ?? 2, async () => await start('worker'))),
		]);
		const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
			await query<Row>(servers, place.database, text, values);
		return { client, main, webhookProcesses, workers, proxy, servers, place, sql, dispose };
	} catch (error) {
		await dispose();
		throw error;
	}
}

/** What every process of a queue mode needs to find the others. */
function queueEnvironment({ postgres, redis }: Servers, place: Place): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		DB_POSTGRESDB_DATABASE: place.database,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_PREFIX: place.prefix,
		N8N_REDIS_KEY_PREFIX: place.prefix,
	};
}

function times<Result>(count: number, action: () => Promise<Result>): Array<Promise<Result>> {
	return Array.from({ length: count }, async () => await action());
}
