import { type Change, type Drift, isEmpty } from './compare.mjs';
import type { Stated } from './stated.mjs';
import { eventTouches, operationTouches, schemaTouches } from './touches.mjs';

const SIGNS: Record<Change['kind'], string> = { appeared: '+', changed: '~', vanished: '-' };

/** The whole comparison as a text: what has changed, and below each what of this package it touches. */
export function driftReport(drift: Drift, before: Stated, after: Stated): string {
	const states = [before, after];
	const sections = [
		section('Events', drift.events, eventTouches),
		section('Operations', drift.operations, (change) => operationTouches(change, after)),
		section('Models of answers', drift.models, (change) => schemaTouches(change, states)),
		section('Enums', drift.enums, (change) => schemaTouches(change, states)),
		after.problems.length > 0
			? ['Not readable', ...after.problems.map((problem) => `  ! ${problem}`), '']
			: [],
	];
	const lines = sections.flat();
	if (lines.length === 0 && isEmpty(drift)) return 'Nothing has changed.';
	return lines.join('\n').trimEnd();
}

function section(title: string, all: Change[], touches: (change: Change) => string[]): string[] {
	if (all.length === 0) return [];
	const count = (kind: Change['kind']) => all.filter((change) => change.kind === kind).length;
	const counts = (['appeared', 'changed', 'vanished'] as const)
		.map((kind) => `${count(kind)} ${kind}`)
		.join(', ');
	return [
		`${title}: ${counts}`,
		...all.flatMap((change) => [
			`  ${SIGNS[change.kind]} ${change.name}`,
			...change.details.map((detail) => `      ${detail}`),
			...touches(change).map((touch) => `      → ${touch}`),
		]),
		'',
	];
}
