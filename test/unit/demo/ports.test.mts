import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

import { choosePorts } from '../../../demo/ports.mjs';
import { freePort } from '../../../host/ports.mjs';
import { projectRoot } from '../../../host/project.mjs';

const main = join(projectRoot(), '.build', 'demo', 'main.mjs');

describe('the ports of the demo', () => {
	let server: Server;
	let taken: number;

	beforeAll(async () => {
		taken = await freePort();
		server = createServer();
		await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
	});
	afterAll(() => void server.close());

	it('are those that were asked for', async () => {
		const [n8n, sandbox] = [await freePort(), await freePort()];
		const chosen = await choosePorts({ n8n, sandbox });
		expect(chosen).toEqual({
			n8n: { port: n8n, remark: '' },
			sandbox: { port: sandbox, remark: '' },
		});
	});

	it('are never the same: the usual one of the other may be asked for', async () => {
		const usual = { n8n: await freePort(), sandbox: await freePort() };
		const first = await choosePorts({ sandbox: usual.n8n }, usual);
		expect(first.sandbox.port).toBe(usual.n8n);
		expect(first.n8n.port).not.toBe(usual.n8n);
		const second = await choosePorts({ n8n: usual.sandbox }, usual);
		expect(second.n8n.port).toBe(usual.sandbox);
		expect(second.sandbox.port).not.toBe(usual.sandbox);
	});

	it('are other ones where the usual ones are taken, and say so', async () => {
		const { n8n } = await choosePorts({}, { n8n: taken, sandbox: await freePort() });
		expect(n8n.port).not.toBe(taken);
		expect(n8n.remark).toContain(`port ${taken} is taken`);
	});

	it.each([
		['--port', () => [taken], () => `Port ${taken} is taken.`],
		['--sandbox-port', () => [taken], () => `Port ${taken} is taken.`],
		['--port', () => ['many'], () => '--port takes a number'],
		['--port', () => [7, '--sandbox-port', 7], () => 'are both 7'],
		['--prot', () => [7], () => '--prot'],
	])('that cannot be had are told of in one line (%s)', async (option, values, words) => {
		const args = [main, option, ...values().map(String)];
		const { all, exitCode } = await execa(process.execPath, args, { all: true, reject: false });
		expect(exitCode).toBe(1);
		expect(all.trim().split('\n')).toEqual([expect.stringContaining(words())]);
	});
});
