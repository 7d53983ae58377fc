/** `npm start`: a real n8n with these nodes, and a Clockodo-style API beside it, in one command. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { runDemo } from './demo.mjs';
import { wrapped } from './output.mjs';
import { N8N_PORT, SANDBOX_PORT } from './ports.mjs';
import { projectRoot } from '../host/project.mjs';

const USAGE = `npm start [-- options]

  --port <number>          n8n’s port (${N8N_PORT}, or another one where that is taken)
  --sandbox-port <number>  the Clockodo-style API’s port (${SANDBOX_PORT}, likewise)
  --data <folder>          where the demo keeps its data (.data/demo)
  --once                   end after the first changes, without waiting for Ctrl-C`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			port: { type: 'string' },
			'sandbox-port': { type: 'string' },
			data: { type: 'string', default: join(projectRoot(), '.data', 'demo') },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	await runDemo({
		once: values.once,
		folder: resolve(values.data),
		n8nPort: portOf('--port', values.port),
		sandboxPort: portOf('--sandbox-port', values['sandbox-port']),
	});
}

/** @throws where it is no number of a port */
function portOf(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
	throw new Error(`${option} takes a number from 1 to 65535, and not ‘${text}’.`);
}

try {
	await main();
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	const hint = code?.startsWith('ERR_PARSE_ARGS') ? '. npm start -- --help names all of them.' : '';
	console.error(`\n${wrapped(`${message}${hint}`)}`);
	process.exitCode = 1;
}
// Also when something still starts that Ctrl-C has come in the way of.
process.exit();
