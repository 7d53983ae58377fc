import { randomBytes } from 'node:crypto';

import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the two servers of n8n's queue mode are; the names are n8n's own. */
export interface Servers {
	postgres: { host: string; port: number; user: string; password: string };
	redis: { host: string; port: number };
}

/** The servers that the environment names, or the usual ones of this machine. */
export function serversOf(env: NodeJS.ProcessEnv = process.env): Servers {
	return {
		postgres: {
			host: env.DB_POSTGRESDB_HOST ?? '127.0.0.1',
			port: Number(env.DB_POSTGRESDB_PORT ?? 5432),
			user: env.DB_POSTGRESDB_USER ?? 'postgres',
			password: env.DB_POSTGRESDB_PASSWORD ?? '',
		},
		redis: {
			host: env.QUEUE_BULL_REDIS_HOST ?? '127.0.0.1',
			port: Number(env.QUEUE_BULL_REDIS_PORT ?? 6379),
		},
	};
}

/** In one line what is missing and how to name another server; undefined where both answer. */
export async function missingServer(servers = serversOf()): Promise<string | undefined> {
	const { postgres, redis } = servers;
	const tries: Array<[string, string, () => Promise<unknown>]> = [
		[
			`PostgreSQL does not answer at ${postgres.host}:${postgres.port} as ${postgres.user}`,
			'DB_POSTGRESDB_HOST, DB_POSTGRESDB_PORT, DB_POSTGRESDB_USER, DB_POSTGRESDB_PASSWORD',
			async () => await query(servers, 'postgres', 'SELECT 1'),
		],
		[
			`Redis does not answer at ${redis.host}:${redis.port}`,
			'QUEUE_BULL_REDIS_HOST, QUEUE_BULL_REDIS_PORT',
			async () => await withRedis(redis, async (client) => await client.ping()),
		],
	];
	for (const [what, names, attempt] of tries) {
		try {
			await attempt();
		} catch (error) {
			const { code, message } = error as { code?: string; message: string };
			return `The queue tests did not run: ${what} (${code ?? message}). Start it, or set ${names}.`;
		}
	}
	return undefined;
}

/** A database and a key prefix that nobody else uses. */
export interface Place {
	database: string;
	prefix: string;
}

/** Makes a database of its own, and thinks of a prefix for the keys in Redis. */
export async function makePlace(servers: Servers): Promise<Place> {
	const name = `n8n_clockodo_${randomBytes(6).toString('hex')}`;
	await query(servers, 'postgres', `CREATE DATABASE ${name}`);
	return { database: name, prefix: name };
}

/** Drops the database, and every key that carries the prefix. */
export async function clearPlace(servers: Servers, { database, prefix }: Place): Promise<void> {
	await query(servers, 'postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
	await withRedis(servers.redis, async (client) => {
		const keys = await keysOf(client, prefix);
		if (keys.length > 0) await client.unlink(...keys);
	});
}

/** The keys in Redis that carry the prefix. */
export async function keysOf(client: Redis, prefix: string): Promise<string[]> {
	const keys: string[] = [];
	for await (const some of client.scanStream({ match: `*${prefix}*`, count: 1000 })) {
		keys.push(...(some as string[]));
	}
	return keys;
}

/** Runs one statement in a database of the server. */
export async function query<Row extends object>(
	{ postgres }: Servers,
	database: string,
	text: string,
	values: unknown[] = [],
): Promise<Row[]> {
	const client = new pg.Client({ ...postgres, database, connectionTimeoutMillis: 5000 });
	await client.connect();
	try {
		return (await client.query<Row>(text, values)).rows;
	} finally {
		await client.end();
	}
}

export async function withRedis<Result>(
	{ host, port }: Servers['redis'],
	action: (client: Redis) => Promise<Result>,
): Promise<Result> {
	const client = new Redis({
		host,
		port,
		lazyConnect: true,
		maxRetriesPerRequest: 0,
		retryStrategy: () => null,
	});
	// What a failed connection has to say comes with the promise of `connect`.
	client.on('error', () => undefined);
	await client.connect();
	try {
		return await action(client);
	} finally {
		client.disconnect();
	}
}
