import { writeSync } from 'node:fs';

/** Prints the figures of a test as one line of JSON, past Jest's own output, for people and for the docs. */
export function report(name: string, figures: Record<string, unknown>): void {
	writeSync(1, `${JSON.stringify({ test: name, ...figures })}\n`);
}
