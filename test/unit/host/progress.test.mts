import { expect, it } from '@jest/globals';

import { formatElapsed } from '../../../host/progress.mjs';

it.each([
	[0, '0:00'],
	[59_999, '0:59'],
	[75_000, '1:15'],
	[3_600_000, '60:00'],
])('%d ms are %s', (milliseconds, text) => expect(formatElapsed(milliseconds)).toBe(text));
