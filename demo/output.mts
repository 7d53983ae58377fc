import colors from 'picocolors';

import type { ToldChange } from './story.mjs';
import type { Owner } from '../host/client.mjs';
import { startProgress } from '../host/progress.mjs';

/** Shows that something is under way, then what came of it. */
export async function step<Result>(
	doing: string,
	action: () => Promise<Result>,
	done: (result: Result) => string,
): Promise<Result> {
	const progress = startProgress(doing);
	try {
		const result = await action();
		progress.succeed(done(result));
		return result;
	} catch (error) {
		progress.fail(doing);
		throw error;
	}
}

/** One change and the execution that came of it. */
export function changeLines({
	event,
	executionId,
	status,
	took,
	resource,
	message,
}: ToldChange): string {
	const state = status === 'success' ? colors.green(status) : colors.red(status);
	return [
		`  ${colors.bold(event)} → execution ${executionId}, ${state} after ${(took / 1000).toFixed(1)} s`,
		`    ${colors.dim('resource')}  ${resource}`,
		`    ${colors.dim('message ')}  ${message}`,
		'',
	].join('\n');
}

/** Where to look next. */
export function addressLines(n8nUrl: string, sandboxUrl: string, owner: Owner): string {
	return [
		colors.bold('Open'),
		`  n8n      ${colors.cyan(n8nUrl)}   sign in as ${owner.email} with ${owner.password}`,
		`  sandbox  ${colors.cyan(sandboxUrl)}   the Webhooks page of the Clockodo-style API: make more happen there`,
		'',
	].join('\n');
}
