/**
 * `npm run test:newest [-- VERSION]`: the compatibility scenes in the newest n8n that can be installed,
 * or in the one that is named. Says which ones could not be installed, and why.
 */
import { join } from 'node:path';

import { execa } from 'execa';

import { defaultVersion, ensureVersion, releasedVersions, worthATry } from '../../host/newest.mjs';
import type { Host } from '../../host/host.mjs';
import { DEFAULT_LINE } from '../../host/lines.mjs';
import { projectRoot } from '../../host/project.mjs';

/** Each try that fails takes a minute or two. */
const TRIES = 4;

const wanted = process.argv.at(2);
const present = await defaultVersion();
const versions = wanted === undefined ? worthATry(await releasedVersions(), present) : [wanted];
const refused: string[] = [];
const host = await firstThatInstalls(versions.slice(0, TRIES));

if (host === undefined) {
	const none = versions.length === 0 ? 'There is none.' : 'None of them could be installed.';
	console.log(`\nn8n newer than ${present}: ${versions.join(', ') || 'none'}. ${none}`);
} else {
	console.log(`\nThe scenes of test/compat in n8n ${host.version}`);
	const run = join(projectRoot(), '.build', 'test', 'run.mjs');
	const { exitCode } = await execa(process.execPath, [run, 'compat', `n8n-${DEFAULT_LINE}`], {
		env: { CLOCKODO_HOST_DIR: host.folder },
		stdio: 'inherit',
		reject: false,
	});
	process.exitCode = exitCode;
	console.log(`That was n8n ${host.version}; the newest with a lock file here is ${present}.`);
}
for (const line of refused) console.log(line);

async function firstThatInstalls(candidates: string[]): Promise<Host | undefined> {
	for (const version of candidates) {
		try {
			return await ensureVersion(version);
		} catch (error) {
			refused.push(`n8n ${version} could not be installed: ${reasonOf(error)}`);
		}
	}
	return undefined;
}

/** What npm says of a package that is missing, in one line; else the whole message. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const output = [error, error.cause].map((each) => String((each as { all?: unknown }).all ?? ''));
	const missing = /No matching version found for \S+/.exec(output.join('\n'));
	return missing?.[0] ?? error.message;
}
