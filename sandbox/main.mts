import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from './server.mjs';
import { isPlanName, plans } from './store/plans.mjs';

const DEFAULT_PORT = 4055;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: process.env.SANDBOX_PORT ?? String(DEFAULT_PORT) },
		data: { type: 'string', default: process.env.SANDBOX_DATA ?? defaultDataFile() },
		plan: { type: 'string', default: 'enterprise' },
		limits: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});

if (values.help) {
	console.log(`npm run sandbox -- [options]

  --port <number>  where it listens on this machine (default ${DEFAULT_PORT}, 0 for a free one)
  --data <file>    where its data is kept (default ${defaultDataFile()})
  --plan <name>    of a new account: ${Object.keys(plans).join(', ')} (default enterprise)
  --limits         refuse more requests than Clockodo's own limits allow`);
	process.exit(0);
}

const { plan } = values;
if (!isPlanName(plan)) {
	console.error(`There is no plan '${plan}'. Choose one of ${Object.keys(plans).join(', ')}.`);
	process.exit(1);
}

try {
	const sandbox = await startSandbox({
		port: Number(values.port),
		dataFile: values.data,
		plan,
		rateLimits: values.limits ? 'vendor' : undefined,
	});
	const { email, apiKey } = sandbox.credentials;
	console.log(`A Clockodo-style API runs on this machine.

  Web page   ${sandbox.url}
  Base URL   ${sandbox.apiUrl}
  E-mail     ${email}
  API key    ${apiKey}
  Data       ${values.data}

Try it:
  curl -u '${email}:${apiKey}' -H 'X-Clockodo-External-Application: curl;${email}' ${sandbox.apiUrl}/v4/users/me

Use the same three values in n8n's Clockodo API credential. Ctrl-C stops it.`);
	const stop = () => void sandbox.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	console.error(
		code === 'EADDRINUSE'
			? `Port ${values.port} is taken. Stop what uses it, or choose another one with --port.`
			: message,
	);
	process.exit(1);
}

function defaultDataFile(): string {
	return join(homedir(), '.cache', 'n8n-nodes-clockodo', 'sandbox.json');
}
