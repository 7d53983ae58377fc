import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { chromium } from 'playwright-core';

/** The names that distributions give to it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OUTSIDE_THE_PATH = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

export const HOW_TO_GET_CHROMIUM =
	'On Debian or Ubuntu: apt-get install chromium. Elsewhere: npx playwright-core install chromium, or set CHROMIUM to the path of a Chromium or Chrome';

/** The browser for the tests: `$CHROMIUM`, one on the path, or the one that playwright installed. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
	const onPath = (env.PATH ?? '')
		.split(delimiter)
		.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const candidates = [
		...(env.CHROMIUM ? [env.CHROMIUM] : onPath),
		...OUTSIDE_THE_PATH,
		chromium.executablePath(),
	];
	return candidates.find((path) => existsSync(path));
}
