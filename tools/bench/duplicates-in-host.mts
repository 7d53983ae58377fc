/**
 * Runs inside n8n's own Node with n8n's own modules: measures n8n's duplicate test on a SQLite
 * database of its own. Arguments: the folder of n8n's modules, calls for each size, sizes.
 * Prints the milliseconds of every call as JSON, by size.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Manager {
	query(sql: string, values?: unknown[]): Promise<unknown>;
}

interface Helper {
	checkProcessedAndRecord(
		keys: string[],
		scope: 'node',
		place: object,
		options: object,
	): Promise<{ processed: string[] }>;
}

interface Container {
	get<Value>(type: new () => Value): Value;
}

const [modules, calls, ...sizes] = process.argv.slice(2);
const require = createRequire(join(modules, 'n8n', 'package.json'));
require('reflect-metadata');
const { Container: container } = require('@n8n/di') as { Container: Container };
const { DbConnection, ProcessedDataRepository } = require('@n8n/db') as {
	DbConnection: new () => { init(): Promise<void> };
	ProcessedDataRepository: new () => { manager: Manager };
};
await container.get(DbConnection).init();
const { DeduplicationHelper } = require('n8n/dist/deduplication/deduplication-helper.js') as {
	DeduplicationHelper: new () => Helper;
};
const { manager } = container.get(ProcessedDataRepository);
await manager.query(
	"INSERT INTO workflow_entity (id, name, active, nodes, connections, versionId) VALUES ('bench', 'bench', 0, '[]', '{}', 'v1')",
);

const digest = (text: string) => createHash('md5').update(text).digest('base64');
const helper = new DeduplicationHelper();
const place = (size: string) => ({ workflow: { id: 'bench' }, node: { id: size } });
for (const size of sizes) {
	const data = Array.from({ length: Number(size) }, (_, index) => digest(`old ${index}`));
	const value = JSON.stringify({ mode: 'entries', data });
	await manager.query(
		"INSERT INTO processed_data (workflowId, context, createdAt, updatedAt, value) VALUES ('bench', ?, datetime('now'), datetime('now'), ?)",
		[`n:${size}`, value],
	);
}
const times: Record<string, number[]> = Object.fromEntries(sizes.map((size) => [size, []]));
for (let call = 0; call < Number(calls); call++) {
	for (const size of sizes) {
		const options = { mode: 'entries', maxEntries: Math.max(1, Number(size)) };
		const before = performance.now();
		await helper.checkProcessedAndRecord([`${call}`, `${call}#1`], 'node', place(size), options);
		times[size].push(performance.now() - before);
	}
}
console.log(JSON.stringify(times));
process.exit(0);
