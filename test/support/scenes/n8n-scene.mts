import { type N8n, type N8nOptions } from '../../../host/n8n.mjs';
import { type SandboxOptions, startSandbox } from '../../../sandbox/server.mjs';
import { startN8nWithNodes } from '../clockodo-nodes.mjs';
import { openTogether } from '../opened.mjs';
import { readSqlite } from '../sqlite.mjs';
import type { Sql } from '../stored-runs.mjs';
import { setTriggerScene, type TriggerScene } from './trigger-scene.mjs';

/** A single n8n process with the nodes, and a sandbox that it has the credential of. */
export interface N8nScene extends TriggerScene {
	n8n: N8n;
	/** In n8n's database. */
	sql: Sql;
	dispose(): Promise<void>;
}

export async function startN8nScene(
	n8nOptions: N8nOptions = {},
	sandboxOptions: SandboxOptions = {},
): Promise<N8nScene> {
	return await openTogether(async (opened) => {
		const sandbox = opened.add(await startSandbox(sandboxOptions));
		const { n8n, client } = await startN8nWithNodes(n8nOptions);
		opened.add(n8n);
		const sql: Sql = async (text, values) => await readSqlite(n8n.folder, text, values);
		return { ...(await setTriggerScene(client, sandbox, n8n.url)), n8n, sql };
	});
}
