import axios from 'axios';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import {
	type Execution,
	executionError,
	outputItems,
	waitForExecution,
	waitForExecutions,
	getExecution,
} from '../../host/executions.mjs';
import { publish, runManually, unpublish } from '../../host/workflows.mjs';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { isoDay, isoSeconds } from '../../sandbox/store/time.mjs';
import { templates } from '../../tools/templates/index.mjs';
import { untilLooked } from '../support/looks.mjs';
import { Opened } from '../support/opened.mjs';
import { type Outside, type Said, startOutside } from '../support/outside.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { type ScriptedModel, startScriptedModel } from '../support/scripted-model.mjs';
import { BASIC, HEADER, type Imported, templateImporter } from '../support/template-run.mjs';
import { until } from '../support/until.mjs';

const HOUR = 60 * 60 * 1000;
const LIMIT = 120_000;

type ApiRecord = Record<string, unknown> & { id: number };

describe('the templates, imported and filled in', () => {
	const opened = new Opened();
	const tried = new Set<string>();
	let scene: N8nScene;
	let outside: Outside;
	let model: ScriptedModel;
	let api: SandboxClient;
	let importTemplate: (file: string) => Promise<Imported>;
	const tables = new Map<string, string>();

	beforeAll(async () => {
		outside = opened.add(await startOutside());
		model = opened.add(
			await startScriptedModel(({ messages }, turn) =>
				turn === 0
					? {
							tool: 'Hours_of_Customers_and_Projects',
							arguments: { since: '2020-01-01', until: isoDay() },
						}
					: { say: `Found: ${String(messages.at(-1)?.content)}` },
			),
		);
		scene = opened.add(await startN8nScene({ env: { GENERIC_TIMEZONE: 'Europe/Berlin' } }));
		api = sandboxClient(scene.sandbox);
		const importer = await templateImporter({
			client: scene.client,
			clockodo: scene.credential,
			outside,
			modelUrl: model.url,
			tables,
		});
		importTemplate = async (file) => {
			tried.add(file);
			return await importer(file);
		};
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	/** Runs it from its schedule, as the editor's button does. */
	const run = async (workflow: Imported, from: string): Promise<Execution> => {
		const id = await runManually(scene.client, workflow.id, from);
		const execution = await waitForExecution(scene.client, id);
		expect(executionError(execution)).toBeUndefined();
		return execution;
	};

	/** Publishes it, and waits until the first look has seen what was there before. */
	const publishLooking = async (file: string, list: string): Promise<Imported> => {
		const workflow = await importTemplate(file);
		await publish(scene.client, workflow.id);
		await untilLooked(scene.sandbox, list);
		return workflow;
	};

	const end = async ({ id }: Imported) => await unpublish(scene.client, id);

	/** The newest ended execution of a workflow, once there are so many. */
	const newest = async ({ id }: Imported, count: number): Promise<Execution> => {
		const all = await waitForExecutions(scene.client, count, { workflowId: id });
		return await getExecution(scene.client, String(all.at(-1)?.id));
	};

	const create = async (path: string, values: object): Promise<ApiRecord> => {
		const answer = await api<{ data?: ApiRecord; entry?: ApiRecord }>('POST', path, values);
		return (answer.data ?? answer.entry) as ApiRecord;
	};

	const list = async (path: string): Promise<ApiRecord[]> =>
		(await api<{ data: ApiRecord[] }>('GET', path)).data;

	const newEntry = (more: object) => ({
		customers_id: 1,
		services_id: 1,
		billable: 1,
		time_since: isoSeconds(Date.now() - HOUR),
		time_until: isoSeconds(),
		...more,
	});

	/** A Data Table as the green note asks for it; gives the way to read its rows. */
	const dataTable = async (name: string, columns: Record<string, 'number' | 'string'>) => {
		const { client } = scene;
		const project = await client.request<{ id: string }>('GET', '/rest/projects/personal');
		const home = `/rest/projects/${project.id}/data-tables`;
		const { id } = await client.request<{ id: string }>('POST', home, {
			name,
			columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
		});
		// As the note says: on n8n 1, it is chosen from the list.
		if (client.version.startsWith('1.')) tables.set(name, id);
		return async () => {
			const rows = await client.request<{ data: IDataObject[] } | IDataObject[]>(
				'GET',
				`${home}/${id}/rows`,
			);
			return Array.isArray(rows) ? rows : rows.data;
		};
	};

	const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
		await axios.post<unknown>(`${scene.n8n.url}${path}`, body, {
			headers,
			proxy: false,
			validateStatus: () => true,
		});

	const sendTo = async (workflow: Imported, body: object) => {
		const secret = { [HEADER.name]: HEADER.value };
		const { status, data } = await post(`/webhook/${workflow.webhookId}`, body, secret);
		expect({ status, data }).toMatchObject({ status: 200 });
		return data;
	};

	it(
		'absence-to-calendar-and-chat: enters it, moves it, takes it out',
		async () => {
			const inCalendar = new Map<unknown, Said>();
			outside.answer('Change in Calendar', (said) => {
				if (!inCalendar.has(said.eventId)) return 404;
				inCalendar.set(said.eventId, said);
				return {};
			});
			outside.answer('Enter in Calendar', (said) => {
				inCalendar.set((said.additionalFields as Said).id, said);
				return {};
			});
			outside.answer('Remove from Calendar', (said) =>
				inCalendar.delete(said.eventId) ? {} : 410,
			);
			const workflow = await publishLooking('absence-to-calendar-and-chat', 'getAbsencesV4');
			const id = await causeEvent(api, 'absence.approved');
			const [told] = await outside.untilSaid('Tell the Channel', 1);
			const absence = await api<{ data: ApiRecord }>('GET', `/v4/absences/${id}`);
			expect([...inCalendar.keys()]).toEqual([`clockodo${id}`]);
			expect(inCalendar.get(`clockodo${id}`)).toMatchObject({
				start: absence.data.date_since,
				additionalFields: { allday: 'yes' },
			});
			expect(told.text).toMatch(/^.+: Regular Holiday, \d{4}-\d\d-\d\d$/);

			await api('PUT', `/v4/absences/${id}`, { public_note: 'Moved' });
			await until(() => inCalendar.get(`clockodo${id}`)?.updateFields !== undefined, {
				limit: 30_000,
			});
			await api('PUT', `/v4/absences/${id}`, { status: 3 });
			const [cancelled] = await outside.untilSaid('Tell That It Is Cancelled', 1);
			expect(cancelled.text).toMatch(/: cancelled$/);
			expect(inCalendar.size).toBe(0);
			await api('DELETE', `/v4/absences/${id}`);
			await outside.untilSaid('Remove from Calendar', 2);
			const last = await newest(workflow, 4);
			expect(executionError(last)).toBeUndefined();
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'absence-request-to-decision: a click approves, another declines',
		async () => {
			const workflow = await publishLooking('absence-request-to-decision', 'getAbsencesV4');
			const statusOf = async (id: number) =>
				(await api<{ data: ApiRecord }>('GET', `/v4/absences/${id}`)).data.status;

			outside.answer('Ask Who Decides', () => ({ data: { approved: true } }));
			const first = await causeEvent(api, 'absence.created');
			const [yes] = await outside.untilSaid('Say Yes', 1);
			expect(await statusOf(first)).toBe(1);
			expect(outside.said('Ask Who Decides')[0]).toMatchObject({
				toEmail: 'clara@nordlicht.example',
				message: expect.stringMatching(
					/^Jonas Weber asks for Regular Holiday, \d{4}-\d\d-\d\d \(1 day\)\. /,
				),
			});
			expect(yes).toMatchObject({
				toEmail: 'jonas@nordlicht.example',
				text: expect.stringMatching(/^Regular Holiday, \d{4}-\d\d-\d\d, is approved\.$/),
			});

			outside.answer('Ask Who Decides', () => ({ data: { approved: false } }));
			const second = await causeEvent(api, 'absence.created');
			await outside.untilSaid('Say No', 1);
			expect(await statusOf(second)).toBe(2);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'who-is-away-today: one message',
		async () => {
			const workflow = await importTemplate('who-is-away-today');
			const before = outside.said('Tell the Channel').length;
			await create('/v4/absences', { users_id: 1, type: 2, date_since: isoDay(), status: 1 });
			await run(workflow, 'Workdays at Eight');
			const said = (await outside.untilSaid('Tell the Channel', before + 1)).slice(before);
			expect(said).toHaveLength(1);
			expect(said[0].text).toMatch(/^Away today:\n[^]*• Clara Hofmann, back on \d{4}/);
		},
		LIMIT,
	);

	it(
		'stopped-entry-to-table: a row with names and hours',
		async () => {
			const rows = await dataTable('Clockodo hours', {
				entry_id: 'number',
				day: 'string',
				person: 'string',
				customer: 'string',
				project: 'string',
				service: 'string',
				description: 'string',
				hours: 'number',
			});
			const workflow = await publishLooking('stopped-entry-to-table', 'getEntriesV2');
			const id = await causeEvent(api, 'entry.stopped');
			expect(executionError(await newest(workflow, 1))).toBeUndefined();
			expect(await rows()).toMatchObject([
				{ entry_id: id, customer: 'Hotel Bergblick', service: 'Konzeption', hours: 1.5 },
			]);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'forgotten-clock: an e-mail to whose clock it is',
		async () => {
			const workflow = await importTemplate('forgotten-clock');
			await api('POST', '/v2/clock', {
				customers_id: 1,
				services_id: 1,
				users_id: 3,
				time_since: isoSeconds(Date.now() - 10 * HOUR),
			});
			await run(workflow, 'Every Evening at Eight');
			const said = outside.said('Remind');
			expect(said).toMatchObject([{ toEmail: 'mia@nordlicht.example' }]);
			expect(said[0].text).toContain('running for 10.0 hours: Hotel Bergblick, Konzeption');
		},
		LIMIT,
	);

	it(
		'missing-hours-last-week: an e-mail to each who has entered too little',
		async () => {
			const workflow = await importTemplate('missing-hours-last-week');
			const before = outside.said('Remind').length;
			await run(workflow, 'Monday at Nine');
			const said = outside.said('Remind').slice(before);
			expect(said.map(({ toEmail }) => toEmail)).toContain('paul@nordlicht.example');
			for (const { text } of said) {
				const [, has, wanted] = /there are ([\d.]+) of ([\d.]+) hours/.exec(String(text)) ?? [];
				expect(Number(wanted) - Number(has)).toBeGreaterThanOrEqual(2);
			}
		},
		LIMIT,
	);

	it(
		'overtime-and-leave-at-limit: names who is beyond one',
		async () => {
			const workflow = await importTemplate('overtime-and-leave-at-limit');
			const before = outside.said('Tell the Channel').length;
			const execution = await run(workflow, 'First of the Month');
			const beyond = outputItems(execution, 'Beyond a Limit');
			expect(beyond.length).toBeGreaterThan(0);
			const said = outside.said('Tell the Channel').slice(before);
			expect(said).toHaveLength(1);
			for (const { person } of beyond) expect(said[0].text).toContain(`• ${String(person)}: `);
		},
		LIMIT,
	);

	it(
		'payroll-file: a CSV file with everybody',
		async () => {
			const workflow = await importTemplate('payroll-file');
			await run(workflow, 'Third of the Month');
			const [{ file }] = outside.said('Send the File');
			const [head, ...lines] = String(file).trim().split('\n');
			expect(head).toContain('number;name;month;target_hours;hours;leave_days;sick_days');
			const users = await list('/v3/users');
			expect(lines).toHaveLength(users.length);
			expect(lines.join('\n')).toMatch(/MA-02;Jonas Weber;\d{4}-\d\d;\d+/);
		},
		LIMIT,
	);

	it(
		'month-to-invoice-rows: rows, a question, then marked as billed',
		async () => {
			const workflow = await importTemplate('month-to-invoice-rows');
			const lastMonth = new Date();
			lastMonth.setUTCDate(1);
			lastMonth.setUTCDate(-5);
			const day = isoDay(lastMonth.getTime());
			const entry = await create(
				'/v2/entries',
				newEntry({ time_since: `${day}T08:00:00Z`, time_until: `${day}T10:00:00Z` }),
			);
			outside.answer('Ask', () => ({ data: { approved: false } }));
			await run(workflow, 'First of the Month');
			const billable = async () =>
				(await api<{ entry: ApiRecord }>('GET', `/v2/entries/${entry.id}`)).entry.billable;
			expect(await billable()).toBe(1);

			outside.answer('Ask', () => ({ data: { approved: true } }));
			await run(workflow, 'First of the Month');
			expect(await billable()).toBe(2);
			expect(outside.said('Add Rows')).toContainEqual(
				expect.objectContaining({
					columns: expect.objectContaining({
						value: {
							month: day.slice(0, 7),
							customer: 'Hotel Bergblick',
							project: '',
							service: 'Konzeption',
							hours: 2,
							revenue: 220,
						},
					}),
				}),
			);
		},
		LIMIT,
	);

	it(
		'budget-warning-by-webhook: the moment that it happens',
		async () => {
			const workflow = await importTemplate('budget-warning-by-webhook');
			await publish(scene.client, workflow.id);
			const before = outside.said('Tell the Channel').length;
			await causeEvent(api, 'project.budget_notification');
			const said = await outside.untilSaid('Tell the Channel', before + 1);
			expect(said.at(-1)?.text).toMatch(/^Budget of Hotel Bergblick, .+: 80 % are used\.$/);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'budget-warning-by-report: each project once',
		async () => {
			const workflow = await importTemplate('budget-warning-by-report');
			const before = outside.said('Tell the Channel').length;
			await publish(scene.client, workflow.id);
			await run(workflow, 'Workdays at Seven');
			const said = outside.said('Tell the Channel').slice(before);
			expect(said.map(({ text }) => text)).toContainEqual(
				expect.stringMatching(/^.+: 8\d % of the budget are used\.$/),
			);
			await run(workflow, 'Workdays at Seven');
			expect(outside.said('Tell the Channel')).toHaveLength(before + said.length);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'completed-project-to-invoice-draft: the lines of its hours',
		async () => {
			const workflow = await publishLooking('completed-project-to-invoice-draft', 'getProjectsV4');
			const project = await create('/v4/projects', { name: 'Messestand', customers_id: 1 });
			await create('/v2/entries', newEntry({ projects_id: project.id }));
			await create('/v2/entries', newEntry({ projects_id: project.id, services_id: 2 }));
			await api('PUT', `/v4/projects/${project.id}/complete`, { completed: true });
			const [draft] = await outside.untilSaid('Make the Draft', 1);
			expect(draft).toMatchObject({ customer: 'Hotel Bergblick', title: 'Messestand', total: 205 });
			expect(draft.lines).toHaveLength(2);
			expect(draft.lines).toContainEqual({ description: 'Konzeption', hours: 1, amount: 110 });
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'crm-deal-to-project: customer and project, once',
		async () => {
			const workflow = await importTemplate('crm-deal-to-project');
			await publish(scene.client, workflow.id);
			const deal = {
				company: 'Reederei Blankenese',
				deal_number: 4711,
				title: 'Intranet',
				hours: 80,
			};
			const stranger = await post(`/webhook/${workflow.webhookId}`, deal);
			expect(stranger.status).toBe(403);
			expect(await sendTo(workflow, deal)).toMatchObject({ number: '4711', upsert: 'created' });
			expect(await sendTo(workflow, deal)).toMatchObject({ upsert: 'unchanged' });
			const projects = await list('/v4/projects?filter[fulltext]=Intranet');
			expect(projects).toMatchObject([{ number: '4711', budget: { amount: 80 } }]);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'ticket-to-clock: starts and stops the person’s clock',
		async () => {
			const workflow = await importTemplate('ticket-to-clock');
			await publish(scene.client, workflow.id);
			await create('/v4/services', { name: 'Support' });
			const ticket = {
				agent_email: 'lena@nordlicht.example',
				customer: 'Stadtwerke Altona',
				number: '#815',
				title: 'Anmeldung geht nicht',
			};
			const running = async () =>
				(await api<{ running: ApiRecord | null }>('GET', '/v2/clock?users_id=5')).running;
			const changed = async (change: object, count: number) => {
				await sendTo(workflow, { ...ticket, ...change });
				expect(executionError(await newest(workflow, count))).toBeUndefined();
			};
			await changed({ status: 'In Progress' }, 1);
			expect(await running()).toMatchObject({ text: '#815 Anmeldung geht nicht', customers_id: 2 });
			await changed({ number: '#816', status: 'closed' }, 2);
			expect(await running()).not.toBeNull();
			await changed({ status: 'closed' }, 3);
			expect(await running()).toBeNull();
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'new-hire: ready for the first day',
		async () => {
			const workflow = await importTemplate('new-hire');
			await publish(scene.client, workflow.id);
			const before = outside.said('Tell the Channel').length;
			const form = new FormData();
			['Nele Brandt', 'nele@nordlicht.example', 'Web', '2027-02-01', '35', '28'].forEach(
				(value, index) => form.append(`field-${index}`, value),
			);
			const { status } = await axios.post(`${scene.n8n.url}/form/${workflow.webhookId}`, form, {
				auth: { username: BASIC.user, password: BASIC.password },
				proxy: false,
				validateStatus: () => true,
			});
			expect(status).toBe(200);
			await outside.untilSaid('Tell the Channel', before + 1);
			const [user] = await list('/v3/users?filter[fulltext]=Nele Brandt');
			expect(user).toMatchObject({ email: 'nele@nordlicht.example', teams_id: 2 });
			const quotas = await list(`/v2/holidaysQuota?filter[users_id]=${user.id}`);
			expect(quotas).toMatchObject([{ year_since: 2027, count: 28 }]);
			const { targethours } = await api<{ targethours: ApiRecord[] }>(
				'GET',
				`/targethours?users_id=${user.id}`,
			);
			expect(targethours).toMatchObject([{ date_since: '2027-02-01', monday: 7, sunday: 0 }]);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'agent-how-many-hours: asks the tool and answers',
		async () => {
			const workflow = await importTemplate('agent-how-many-hours');
			await publish(scene.client, workflow.id);
			const { status, data } = await post(`/webhook/${workflow.webhookId}/chat`, {
				action: 'sendMessage',
				sessionId: 'one',
				chatInput: 'How many hours on Hotel Bergblick?',
			});
			expect({ status, data }).toMatchObject({ status: 200 });
			expect(JSON.stringify(data)).toContain('Hotel Bergblick');
			const offered = model.requests[0].tools?.map((tool) => tool.function.name).sort();
			expect(offered).toEqual(['Hours_of_Customers_and_Projects', 'Hours_of_People']);
			await end(workflow);
		},
		LIMIT,
	);

	it(
		'health-check: tells of silence, and is quiet again',
		async () => {
			const rows = await dataTable('Clockodo health', {
				source: 'string',
				last_event_at: 'string',
				last_event: 'string',
			});
			const workflow = await publishLooking('health-check', 'getEntriesV2');
			const before = outside.said('Tell the Channel').length;
			await run(workflow, 'Afternoons of Workdays');
			const said = await outside.untilSaid('Tell the Channel', before + 1);
			expect(said.at(-1)?.text).toMatch(/^Nothing has come from Clockodo since the beginning/);
			await causeEvent(api, 'entry.created');
			await newest(workflow, 2);
			expect(await rows()).toMatchObject([{ source: 'clockodo', last_event: 'entry.created' }]);
			await run(workflow, 'Afternoons of Workdays');
			expect(outside.said('Tell the Channel')).toHaveLength(before + 1);
			await end(workflow);
		},
		LIMIT,
	);

	it('were all run', () => {
		expect([...tried].sort()).toEqual(templates.map(({ file }) => file).sort());
	});
});
