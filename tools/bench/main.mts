/** `npm run bench [-- name … --rounds=5 --amount=150 --env=NAME=value --write]`: ends with one line of JSON for each benchmark. */
import { parseArgs } from 'node:util';

import { answering } from './answering.mjs';
import { batch } from './batch.mjs';
import type { BenchOptions, Figures } from './bench.mjs';
import { duplicates } from './duplicates.mjs';
import { fetching } from './fetching.mjs';
import { looking } from './looking.mjs';
import { looks } from './looks.mjs';
import { writePage } from './page.mjs';
import { queue } from './queue.mjs';
import { rejecting } from './rejecting.mjs';
import { weight } from './weight.mjs';

const benches: Record<string, (options: BenchOptions) => Promise<Figures>> = {
	answering,
	rejecting,
	duplicates,
	fetching,
	batch,
	looks,
	looking,
	queue,
	weight,
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			rounds: { type: 'string', default: '5' },
			amount: { type: 'string', default: '150' },
			env: { type: 'string', multiple: true, default: [] },
			write: { type: 'boolean', default: false },
		},
	});
	const unknown = positionals.filter((name) => !(name in benches));
	if (unknown.length > 0) {
		throw new Error(
			`There is no benchmark '${unknown.join("', '")}'. There are: ${Object.keys(benches).join(', ')}`,
		);
	}
	const options: BenchOptions = {
		rounds: Number(values.rounds),
		amount: Number(values.amount),
		env: Object.fromEntries(values.env.map((pair) => pair.split(/=(.*)/s, 2))),
		log: (line) => process.stderr.write(`${line}\n`),
	};
	if (values.write && values.env.length > 0) {
		throw new Error('The page shows n8n with its default settings: --write or --env, not both.');
	}
	const names = positionals.length > 0 ? positionals : Object.keys(benches);
	const figures: Figures[] = [];
	for (const name of names) figures.push(await benches[name](options));
	if (values.write) await writePage(figures);
	const given = values.env.length > 0 ? { env: options.env } : {};
	console.log(figures.map((each) => JSON.stringify({ ...each, ...given })).join('\n'));
}

await main();
