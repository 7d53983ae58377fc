import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.close();
});

/** The status of an answer; unlike `fetch`, this lets a Host be named. */
async function statusOf(path: string, headers: Record<string, string>): Promise<number> {
	return await new Promise((resolve, reject) => {
		const sent = request(`${sandbox.url}${path}`, { headers }, (answer) => {
			answer.resume();
			resolve(answer.statusCode ?? 0);
		});
		sent.on('error', reject);
		sent.end();
	});
}

describe('the page and the switches, by Host and Origin', () => {
	const places = ['/', '/sandbox/faults'];

	it.each([
		['127.0.0.1:4055', undefined],
		['127.0.0.1', undefined],
		['127.0.0.1:4055', 'http://127.0.0.1:4055'],
		['localhost:4055', 'http://localhost:4055'],
		['localhost', 'http://localhost'],
		['LocalHost:4055', 'http://localhost:4055'],
		['localhost.:4055', 'http://localhost.:4055'],
		['127.0.0.1.:4055', 'http://127.0.0.1:4055'],
		['[::1]:4055', 'http://[::1]:4055'],
		['[0:0:0:0:0:0:0:1]:4055', 'http://[::1]:4055'],
		['localhost:80', 'http://localhost'],
	])('Host %s with Origin %s may', async (host, origin) => {
		for (const place of places) {
			expect(await statusOf(place, { host, ...(origin && { origin }) })).toBe(200);
		}
	});

	it.each([
		['rebound.example:4055', undefined, 'a foreign Host'],
		['127.0.0.1:4055', 'https://elsewhere.example', 'a foreign Origin'],
		['rebound.example:4055', 'http://rebound.example:4055', 'both foreign and equal'],
		['Rebound.Example.:4055', 'http://rebound.example.:4055', 'upper case and a dot at its end'],
		['localhost.rebound.example', undefined, 'a name that begins like this machine'],
		['127.0.0.1.rebound.example', undefined, 'a name that begins like its address'],
		['rebound-localhost', undefined, 'a name that ends like it'],
		['[2001:db8::1]:4055', 'http://[2001:db8::1]:4055', 'a foreign IPv6 address'],
		['192.0.2.1:4055', 'http://192.0.2.1:4055', 'a foreign address'],
		['rebound.example:4055', 'http://127.0.0.1:4055', 'a foreign Host with an own Origin'],
		['localhost:4055', 'http://localhost:3000', 'a page of another port'],
		['localhost:4055', 'https://localhost:4055', 'a page of another scheme'],
		['localhost:4055', 'null', 'a page that hides its Origin'],
		['rebound.example@127.0.0.1', 'http://127.0.0.1', 'a Host that is none'],
	])('Host %s with Origin %s may not: %s', async (host, origin, _why) => {
		for (const place of places) {
			expect(await statusOf(place, { host, ...(origin && { origin }) })).toBe(403);
		}
	});
});
