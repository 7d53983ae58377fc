import { stripVTControlCharacters } from 'node:util';
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
		// Behind the sign that the line begins with.
		progress.succeed(wrapped(done(result), 2));
		return result;
	} catch (error) {
		progress.fail(doing);
		throw error;
	}
}

/** The heading of what comes next. */
export function chapter(title: string, what: string): string {
	return `${wrapped(`${colors.bold(title)}: ${what}`)}\n`;
}

/** One change and the execution that came of it. */
export function changeLines({
	event,
	executionId,
	status,
	source,
	took,
	resource,
	message,
}: ToldChange): string {
	const state = status === 'success' ? colors.green(status) : colors.red(status);
	const after = took === undefined ? '' : ` after ${(took / 1000).toFixed(1)} s`;
	return [
		`  ${colors.bold(event)} → execution ${executionId}, ${state}${after}`,
		`    ${colors.dim('source  ')}  ${source}`,
		`    ${colors.dim('resource')}  ${wrapped(resource, 14)}`,
		`    ${colors.dim('message ')}  ${wrapped(message, 14)}`,
		'',
	].join('\n');
}

/** Where to look next, and what will come by itself. */
export function addressLines(
	n8nUrl: string,
	sandboxUrl: string,
	{ email, password }: Owner,
	nextLooks: string,
): string {
	const page = `${sandboxUrl}/actions`;
	return [
		colors.bold('Open'),
		`  n8n      ${wrapped(`${colors.cyan(n8nUrl)}   ${email}, password ${password}`, 11)}`,
		`  sandbox  ${wrapped(`${colors.cyan(page)}   start and stop a clock there, approve an absence, and see the executions in n8n`, 11)}`,
		`  looks    ${wrapped(nextLooks, 11)}`,
		'',
	].join('\n');
}

/** Where no terminal says how wide it is, lines are not broken: what reads them can do that. */
const terminalWidth = () =>
	process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;

/**
 * Breaks a text at blanks, so that no line is longer than the terminal is wide.
 *
 * @param indent of every line but the first, which begins there already
 */
export function wrapped(text: string, indent = 0, width: number = terminalWidth()): string {
	const room = Math.max(20, width - indent);
	const margin = `\n${' '.repeat(indent)}`;
	return text
		.split('\n')
		.map((line) => linesOf(line, room).join(margin))
		.join(margin);
}

function linesOf(text: string, room: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of text.split(/(?<=\S)(?=\s)/)) {
		// Colours take no room.
		if (line !== '' && stripVTControlCharacters(line + piece).length > room) {
			lines.push(line);
			line = piece.trimStart();
		} else {
			line += piece;
		}
	}
	return [...lines, line];
}
