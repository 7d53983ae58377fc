/** What stops an installation of n8n, as one sentence that says what to do about it. */

/** The n8n host could not be installed; the message says why and what to do. */
export class HostInstallError extends Error {
	override name = 'HostInstallError';
}

/** What npm, node-gyp and the file system write when something outside of this project is missing. */
const CAUSES: Array<{ pattern: RegExp; advice: string }> = [
	{
		pattern: /ENOSPC|no space left/i,
		advice:
			'the disk is full (n8n takes about 3 GB). Free some space, or set CLOCKODO_HOST_DIR to a folder on another disk',
	},
	{
		pattern: /EACCES|EPERM|EROFS/,
		advice:
			'the folder cannot be written. Set CLOCKODO_HOST_DIR to a folder that this user may write',
	},
	{
		pattern:
			/gyp ERR!.*(find Python|Python executable)|not found: make|`?make`? failed|no acceptable C|g\+\+: not found|c\+\+: not found/is,
		advice:
			'the SQLite driver has to be compiled on this machine, and the tools for it are missing. On Debian or Ubuntu: apt-get install python3 make g++; on macOS: xcode-select --install',
	},
	{
		pattern:
			/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network (request|connectivity)|ERR_SOCKET_TIMEOUT/i,
		advice:
			'the npm registry cannot be reached. Check the network connection (and the proxy settings of npm)',
	},
	{
		pattern: /E40[134]\b|ETARGET|notarget/,
		advice:
			'the npm registry that is set up on this machine does not hand out all packages. Check `npm config get registry`',
	},
];

/** Longest part of npm's own output that is shown when the cause is none of the usual ones. */
const SHOWN_LINES = 12;

/** Turns whatever stopped the installation into one sentence that says what to do. */
export function explainInstallFailure(error: unknown): HostInstallError {
	if (error instanceof HostInstallError) return error;
	const output = outputOf(error);
	const cause = CAUSES.find(({ pattern }) => pattern.test(output));
	const text = cause
		? `n8n could not be installed: ${cause.advice}. Then run the same command again.`
		: `n8n could not be installed. The last that npm said:\n${lastLines(output)}`;
	return new HostInstallError(text, { cause: error });
}

/** Everything that is known of the failure: npm's output, if it was npm, and the error's own words. */
function outputOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { all, code } = error as Error & { all?: unknown; code?: unknown };
	return [all, code, error.message].filter((part) => typeof part === 'string').join('\n');
}

function lastLines(output: string): string {
	return output
		.split('\n')
		.filter((line) => line.trim() !== '' && !line.includes('npm warn'))
		.slice(-SHOWN_LINES)
		.join('\n');
}
