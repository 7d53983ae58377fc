import type { INodeParameters } from 'n8n-workflow';
import type { NodeAct } from '../../nodes/Clockodo/table/operations.js';
import type { SandboxClient } from '../../sandbox/client/client.mjs';
import { addDays, isoDay } from '../../sandbox/store/time.mjs';

/** The parameters with which an act has something to do in the sandbox, beside resource and operation. */
type Sample = (client: SandboxClient) => Promise<INodeParameters> | INodeParameters;

const period = { time_since: '2020-01-01', time_until: addDays(isoDay(), 100) };

const id = (value: number): INodeParameters => ({ __rl: true, mode: 'id', value });

const samples: Record<string, Sample> = {
	'absence.getAll': () => ({
		returnAll: true,
		simplify: false,
		filters: { date_since: '2020-01-01', date_until: addDays(isoDay(), 100) },
	}),
	'absence.getAway': async (client) => {
		await client('POST', '/v4/absences', { users_id: 1, type: 2, date_since: isoDay(), status: 1 });
		return {};
	},
	'absence.getOpenRequests': () => ({}),
	'entry.markBilled': () => ({ which: 'ids', ids: '1, 2' }),
	'entryGroup.delete': () => ({ ...period, confirm: true, filters: { users_id: 6 } }),
	'entryGroup.getRows': () => ({
		...period,
		grouping: ['customers_id', 'projects_id', 'billable', 'is_lumpsum', 'texts_id', 'month', 'day'],
	}),
	'entryGroup.update': () => ({ ...period, filters: { users_id: 5 }, updateFields: { text: 'x' } }),
	'userReport.getRows': () => ({
		year: isoDay().slice(0, 4),
		rows: 'workdays',
		users_id: 2,
	}),
	'customer.upsert': () => ({ name: 'hotel bergblick', additionalFields: { note: 'A note' } }),
	'lumpSumService.upsert': () => ({ name: 'Fahrtkosten', price: 12 }),
	'project.upsert': () => ({ customers_id: id(1), name: 'New', additionalFields: { number: 'N' } }),
	'service.upsert': () => ({
		matchBy: 'number',
		name: 'Consulting',
		additionalFields: { number: 'L-100' },
	}),
	'subproject.upsert': () => ({ projects_id: id(1), name: 'Konzept' }),
	'team.upsert': () => ({ name: 'Sales' }),
	'user.upsert': () => ({ email: 'mia@nordlicht.example', name: 'Mia Schneider', role: 'owner' }),
	'clock.getAllRunning': async (client) => {
		await client('POST', '/v2/clock', { customers_id: 1, services_id: 1 });
		return { options: { startedWithin: 2 } };
	},
};

/**
 * The node's parameters for an act that the sandbox can carry out.
 *
 * @throws for one that has no sample yet
 */
export async function actParameters(
	{ resource, choice }: NodeAct,
	client: SandboxClient,
): Promise<INodeParameters> {
	const name = `${resource.value}.${choice.value}`;
	if (!(name in samples)) throw new Error(`there is no sample of ${name}`);
	return { resource: resource.value, operation: choice.value, ...(await samples[name](client)) };
}
