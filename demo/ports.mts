import { freePort, isFree } from '../host/ports.mjs';

export const N8N_PORT = 5678;
export const SANDBOX_PORT = 8090;

const usualPorts = { n8n: N8N_PORT, sandbox: SANDBOX_PORT };

/** A port to listen on, and what to say of it where it is not the usual one. */
export interface ChosenPort {
	port: number;
	/** Empty, or such as ` (port 5678 is taken)`. */
	remark: string;
}

/**
 * The ports that were asked for; without a wish the usual ones, or any free ones where those are taken.
 *
 * @throws where one that was asked for is taken, or both are the same
 */
export async function choosePorts(
	wanted: { n8n?: number; sandbox?: number },
	usual = usualPorts,
): Promise<{ n8n: ChosenPort; sandbox: ChosenPort }> {
	if (wanted.n8n !== undefined && wanted.n8n === wanted.sandbox) {
		throw new Error(
			`--port and --sandbox-port are both ${wanted.n8n}: n8n and the sandbox need one each.`,
		);
	}
	const n8n = await choose('--port', usual.n8n, wanted.n8n, wanted.sandbox);
	const sandbox = await choose('--sandbox-port', usual.sandbox, wanted.sandbox, n8n.port);
	return { n8n, sandbox };
}

async function choose(
	option: string,
	usual: number,
	wanted: number | undefined,
	others: number | undefined,
): Promise<ChosenPort> {
	if (wanted !== undefined) {
		if (await isFree(wanted)) return { port: wanted, remark: '' };
		throw new Error(
			`Port ${wanted} is taken. Stop what uses it, or choose another one with ${option}.`,
		);
	}
	const port = await freePort(usual === others ? undefined : usual);
	return { port, remark: port === usual ? '' : ` (port ${usual} is taken)` };
}
