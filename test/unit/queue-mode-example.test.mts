import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { parse } from 'yaml';

import { projectRoot } from '../../host/project.mjs';

interface Service {
	image: string;
	command?: string;
	environment?: Record<string, string>;
	depends_on?: string[] | Record<string, { condition: string }>;
	volumes?: string[];
}

const read = async (name: string) =>
	await readFile(join(projectRoot(), 'examples', 'queue-mode', name), 'utf8');

describe('examples/queue-mode', () => {
	it('has one main, two webhook processes and two workers on the same settings', async () => {
		const { services, volumes } = parse(await read('compose.yaml'), { merge: true }) as {
			services: Record<string, Service>;
			volumes: Record<string, null>;
		};
		const processes = Object.values(services).filter(({ image }) => image.includes('n8nio/n8n'));
		const commands = processes.map(({ command = 'start' }) => command.split(' ')[0]);
		expect(commands.sort()).toEqual(['start', 'webhook', 'webhook', 'worker', 'worker']);
		for (const { environment } of processes) {
			expect(environment).toMatchObject({
				EXECUTIONS_MODE: 'queue',
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: 'postgres',
				QUEUE_BULL_REDIS_HOST: 'redis',
			});
		}
		expect(new Set(processes.map(({ image }) => image)).size).toBe(1);
		for (const { depends_on = {} } of Object.values(services)) {
			const names = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
			expect(Object.keys(services)).toEqual(expect.arrayContaining(names));
		}
		const used = Object.values(services).flatMap((each) => each.volumes ?? []);
		const named = used
			.map((volume) => volume.split(':')[0])
			.filter((name) => !name.startsWith('.'));
		expect(new Set(named)).toEqual(new Set(Object.keys(volumes)));
	});

	it('asks for nothing that .env.example does not name, and the proxy for no other process', async () => {
		const compose = await read('compose.yaml');
		const asked = [...compose.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
		const given = [...(await read('.env.example')).matchAll(/^(\w+)=/gm)].map(([, name]) => name);
		expect(new Set(asked)).toEqual(new Set(given));
		const targets = [...(await read('Caddyfile')).matchAll(/([\w-]+):5678/g)].map(
			([, name]) => name,
		);
		expect(targets.sort()).toEqual(['main', 'webhook-1', 'webhook-2']);
		for (const name of targets) expect(compose).toContain(`\n  ${name}:\n`);
	});
});
