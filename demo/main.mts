/** `npm start`: a real n8n with these nodes, and a Clockodo-style API beside it, in one command. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { runDemo } from './demo.mjs';
import { projectRoot } from '../host/project.mjs';

const USAGE = `npm start [-- --once] [-- --data <folder>]

  --once          end after the first changes, instead of waiting for Ctrl-C
  --data <folder> where the demo keeps its data (default: .data/demo)`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			data: { type: 'string', default: join(projectRoot(), '.data', 'demo') },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	await runDemo({ once: values.once, folder: resolve(values.data) });
}

try {
	await main();
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
// Also when something still starts that Ctrl-C has come in the way of.
process.exit();
