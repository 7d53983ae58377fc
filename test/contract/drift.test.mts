import { describe, expect, it } from '@jest/globals';

import { driftBetween, isEmpty } from '../../tools/drift/compare.mjs';
import { driftReport } from '../../tools/drift/report.mjs';
import { inPackage, statedIn } from '../../tools/drift/stated.mjs';
import { readDescription } from '../../tools/generate/source.mjs';

describe('npm run drift', () => {
	it('finds nothing in the description that this package is made from', () => {
		const stated = statedIn(readDescription());
		expect(stated.problems).toEqual([]);
		expect(driftReport(driftBetween(inPackage, stated), inPackage, stated)).toBe(
			'Nothing has changed.',
		);
	});

	it('finds what is changed in a copy of it, and nothing else', () => {
		const description = readDescription();
		const { list, openApi } = description;
		const gone = list.operations.find(({ operationId }) => operationId === 'getTeamByIdV3')!;
		list.operations = list.operations.filter((each) => each !== gone);
		openApi.webhooks!.team_archived = {};
		openApi.components.schemas.TeamV3.properties!.color = { type: 'string' };
		const stated = statedIn(description);
		const drift = driftBetween(inPackage, stated);
		expect(isEmpty(drift)).toBe(false);
		expect(drift).toEqual({
			events: [{ kind: 'appeared', name: 'team.archived', details: [] }],
			operations: [
				{ kind: 'vanished', name: 'getTeamByIdV3', details: ['GET /v3/teams/{id} (Team)'] },
			],
			models: [{ kind: 'changed', name: 'TeamV3', details: ['+ color (string)'] }],
			enums: [],
		});
		expect(driftReport(drift, inPackage, stated)).toContain(
			'→ trigger: fetches Team for its events',
		);
	});
});
