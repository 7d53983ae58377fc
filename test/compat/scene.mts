import type { Line } from '../../host/lines.mjs';
import type { N8nScene } from '../support/scenes/n8n-scene.mjs';

/**
 * Tests that run in each line of n8n: the default export of a file in `scenes/`.
 *
 * All scenes of a line share one n8n and one sandbox. Each test finds the sandbox as it was at its
 * start, with the Enterprise plan, and no workflow published.
 */
export interface Scene {
	/** Completes the sentence `In n8n 2.40.5 …`. */
	name: string;
	/** Calls `it`; what `stage` gives is there when a test runs. */
	define(stage: () => N8nScene, line: Line): void;
}
