import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { entities, type EntityName } from '../../src/clockodo/entities.js';
import { events } from '../../src/clockodo/events.js';
import { answerKinds, deliveryKinds } from '../../sandbox/faults/kinds.mjs';
import { type SandboxScene, startSandboxScene } from '../support/scenes/sandbox-scene.mjs';
import { errorAt, textOf } from '../support/web-pages.mjs';

let scene: SandboxScene;

beforeEach(async () => {
	scene = await startSandboxScene({ timings: { retryPauses: [] } });
});

afterEach(async () => await scene.dispose());

/** A webhook that listens already: how it becomes active is tested with the other tab. */
function listenTo(event_name: string): void {
	const { id } = scene.sandbox.webhooks.create({ event_name, url: scene.endpoint.url, token: 't' });
	const row = scene.sandbox.store.data.collections.webhooks[id];
	scene.sandbox.store.data.collections.webhooks[id] = { ...row, active: true };
}

/** The names and ids of the events that were sent since the last call. */
async function sent(): Promise<string[]> {
	await scene.sandbox.deliveries.idle();
	return scene.endpoint.received.splice(0).map(({ body }) => {
		const { event_name, payload } = JSON.parse(body) as {
			event_name: string;
			payload: { id: number } | Record<string, { id: number }>;
		};
		// A budget notification speaks of its subject directly.
		const { id } = typeof payload.id === 'number' ? payload : Object.values(payload)[0];
		return `${event_name} ${String(id)}`;
	});
}

describe('the tab that makes things happen', () => {
	it.each(events.map(({ name }) => name))('fires %s by its button', async (event_name) => {
		listenTo(event_name);
		const page = await scene.pages.submit('/actions/event', { event_name });
		const id = /It happened: .*, no\. (\d+)\./.exec(textOf(page))?.[1];
		expect(await sent()).toContain(`${event_name} ${id}`);
	});

	it('starts and stops the clock', async () => {
		listenTo('entry.started');
		listenTo('entry.stopped');
		const values = { users_id: '2', customers_id: '1', services_id: '2' };
		const started = await scene.pages.submit('/actions/clock/start', values);
		expect(textOf(started)).toContain('The clock runs for Jonas Weber.');
		const [event] = await sent();
		const entry = event.split(' ')[1];
		expect(event).toBe(`entry.started ${entry}`);
		const stopped = await scene.pages.submit('/actions/clock/stop', { entry });
		expect(textOf(stopped)).toContain('No clock is running.');
		expect(await sent()).toEqual([`entry.stopped ${entry}`]);
		const again = await scene.pages.submit('/actions/clock/stop', { entry });
		expect(textOf(again)).toContain('it was stopped already');
	});

	it('approves and declines absences, and completes and reopens projects', async () => {
		listenTo('absence.approved');
		listenTo('project.completed');
		const approved = await scene.pages.submit('/actions/absence', {
			absence: '1',
			decision: 'approve',
		});
		expect(textOf(approved)).toContain('Approved: Jonas Weber');
		expect(await sent()).toEqual(['absence.approved 1']);
		const declined = await scene.pages.submit('/actions/absence', {
			absence: '4',
			decision: 'decline',
		});
		expect(textOf(declined)).toContain('None is waiting.');
		expect(await sent()).toEqual([]);

		const project = { project: '3', completed: 'true' };
		expect(textOf(await scene.pages.submit('/actions/project', project))).toContain('is completed');
		expect(await sent()).toEqual(['project.completed 3']);
		await scene.pages.submit('/actions/project', { ...project, completed: 'false' });
		expect(scene.sandbox.company.records('projects').find(3)?.completed).toBe(false);
	});

	it.each([
		['hours of a project', 'projectBudget', '1', [50, 80, 100]],
		['money of a project', 'projectBudget', '2', [80, 100]],
		['hours of a subproject', 'subprojectBudget', '2', [80, 100]],
	])('crosses the thresholds one by one: %s', async (_, type, owner, thresholds) => {
		listenTo('project.budget_notification');
		const mine = async () =>
			(await receivedPayloads()).filter((each) => each.type === type && String(each.id) === owner);
		for (const threshold of thresholds) {
			const page = await scene.pages.submit('/actions/budget', { type, owner });
			expect(textOf(page)).toContain(`it reached ${threshold} %`);
			expect(await mine()).toEqual([{ id: Number(owner), type, threshold }]);
		}
		const page = await scene.pages.submit('/actions/budget', { type, owner });
		expect(textOf(page)).toContain('Every threshold of this budget was told already.');
	});

	async function receivedPayloads() {
		await scene.sandbox.deliveries.idle();
		return scene.endpoint.received
			.splice(0)
			.map(({ body }) => (JSON.parse(body) as { payload: { id: number; type: string } }).payload);
	}

	it('says that other plans send no budget notifications', async () => {
		await scene.pages.submit('/plan', { plan: 'pro' });
		expect(textOf(await scene.pages.get('/actions'))).toContain(
			'The Pro plan sends no budget notifications.',
		);
	});

	it('starts over after a question', async () => {
		listenTo('user.created');
		expect(textOf(await scene.pages.get('/actions/reset'))).toContain('Start over?');
		expect(scene.sandbox.webhooks.list()).toHaveLength(1);
		const page = await scene.pages.submit('/actions/reset');
		expect(textOf(page)).toContain('The sandbox started over.');
		expect(scene.sandbox.webhooks.list()).toEqual([]);
	});
});

describe('creating, editing and deleting', () => {
	/** What a form needs beside what stands in it already, and what is changed afterwards. */
	const typed: Record<EntityName, { create: Record<string, string>; edit?: [string, string] }> = {
		user: {
			create: { name: 'Kim', email: 'kim@nordlicht.example', role: 'worker' },
			edit: ['name', 'Kim B.'],
		},
		absence: { create: { type: '1', date_since: '2027-03-01' }, edit: ['note', 'Skiing'] },
		customer: { create: { name: 'Deli' }, edit: ['name', 'Deli & Co'] },
		project: { create: { name: 'Menu', customers_id: '2' }, edit: ['active', 'false'] },
		subproject: { create: { name: 'Print', projects_id: '1' }, edit: ['note', 'On paper'] },
		service: { create: { name: 'Proofreading' }, edit: ['number', 'L-900'] },
		team: { create: { name: 'Text' }, edit: ['leader', '2'] },
		lump_sum_service: { create: { name: 'Parcel', price: '6.5' }, edit: ['price', '7'] },
		holidays_carry: { create: { users_id: '4', count: '2' }, edit: ['count', '3.5'] },
		holidays_quota: {
			create: { users_id: '4', year_since: '2030', year_until: '2031', count: '28' },
			edit: ['count', '30'],
		},
		overtime_carry: { create: { users_id: '4', hours: '5' }, edit: ['hours', '-2.5'] },
		nonbusiness_group: { create: { name: 'Bremen' }, edit: ['name', 'Bremen (alt)'] },
		work_time_change_request: { create: { users_id: '2' } },
		entry: { create: { text: 'Call' }, edit: ['time_until', '2027-01-04T18:30'] },
	};

	it.each(entities.map(({ name }) => name))('works for %s through its forms', async (entity) => {
		const { create, edit } = typed[entity];
		for (const action of ['created', 'updated', 'deleted']) listenTo(`${entity}.${action}`);
		const form = await scene.pages.get(`/things/${entity}/new`);
		const created = await scene.pages.submit(`/things/${entity}`, { ...inputsOf(form), ...create });
		expect(created.status).toBe(200);
		const [first] = await sent();
		const id = first.split(' ')[1];
		expect(first).toBe(`${entity}.created ${id}`);

		if (edit) {
			const before = inputsOf(await scene.pages.get(`/things/${entity}/${id}`));
			const saved = await scene.pages.submit(`/things/${entity}/${id}`, {
				...before,
				[edit[0]]: edit[1],
			});
			expect(saved.status).toBe(200);
			expect(await sent()).toEqual([`${entity}.updated ${id}`]);
			const after = inputsOf(await scene.pages.get(`/things/${entity}/${id}`));
			const expected = edit[0] === 'time_until' ? `${edit[1]}:00` : edit[1];
			// An entry's duration follows from its end.
			const kept = without(
				edit[0] === 'time_until' ? without(before, 'duration') : before,
				edit[0],
			);
			expect(after).toMatchObject({ ...kept, [edit[0]]: expected });
		} else {
			await scene.pages.submit(`/things/${entity}/${id}/decline`);
			expect(await sent()).toEqual([`${entity}.updated ${id}`]);
		}

		expect(textOf(await scene.pages.get(`/things/${entity}/${id}/delete`))).toContain('Delete ‘');
		await scene.pages.submit(`/things/${entity}/${id}/delete`);
		expect(await sent()).toEqual([`${entity}.deleted ${id}`]);
	});

	it('tells what is wrong at its field and keeps what was typed', async () => {
		const page = await scene.pages.submit('/things/user', {
			name: 'Kim',
			email: 'no address',
			role: 'worker',
		});
		expect(page.status).toBe(422);
		expect(errorAt(page, 'email')).toContain('email');
		expect(inputsOf(page)).toMatchObject({ name: 'Kim', email: 'no address', role: 'worker' });
	});

	it('asks once more before it takes along what hangs on a thing', async () => {
		const refused = await scene.pages.submit('/things/customer/1/delete');
		expect(textOf(refused)).toContain('there are existing relations (projects, entries)');
		expect(scene.sandbox.company.records('customers').find(1)).toBeDefined();
		await scene.pages.submit('/things/customer/1/delete', { force: 'true' });
		expect(scene.sandbox.company.records('customers').find(1)).toBeUndefined();
	});

	it('has no page for what there is not', async () => {
		for (const address of [
			'/things/planet',
			'/things/user/9999',
			'/things/work_time_change_request/1',
		]) {
			expect((await scene.pages.get(address)).status).toBe(404);
		}
	});
});

describe('the switches for faults', () => {
	it('are folded away until one is on', async () => {
		const isOpen = async () => {
			const { markup } = await scene.pages.get('/actions');
			return /<details class="fold" +open/.test(markup);
		};
		expect(await isOpen()).toBe(false);
		await scene.pages.submit('/actions/faults/answers', { kind: 'drop_connection', count: 'all' });
		expect(await isOpen()).toBe(true);
	});

	it('adds, shows and takes away faults of deliveries and of answers', async () => {
		const late = { kind: 'delay', event_name: 'user.created', ms: '50', count: '3' };
		await scene.pages.submit('/actions/faults/deliveries', late);
		const broken = { kind: 'status', operation: 'getUsersV3', status: '503', count: 'all' };
		const page = await scene.pages.submit('/actions/faults/answers', {
			...broken,
			ms: '9',
			retry_after: '9',
		});
		expect(scene.sandbox.faults.current()).toEqual({
			deliveries: [{ kind: 'delay', event_name: 'user.created', ms: 50, count: 3 }],
			answers: [{ kind: 'status', operation: 'getUsersV3', status: 503, count: null }],
		});
		expect(textOf(page)).toContain('Send it late Webhooks · user.created · 3 more');
		expect(textOf(page)).toContain('API · getUsersV3 · until it is switched off');
		await scene.pages.submit('/actions/faults/remove', { part: 'deliveries', index: '0' });
		expect(scene.sandbox.faults.current().deliveries).toEqual([]);
		const calm = await scene.pages.submit('/actions/faults/clear');
		expect(textOf(calm)).toContain('Everything works.');
	});

	it('does not strike the page itself', async () => {
		await scene.pages.submit('/actions/faults/answers', { kind: 'drop_connection', count: 'all' });
		const page = await scene.pages.submit('/actions/event', { event_name: 'customer.created' });
		expect(textOf(page)).toContain('It happened: Customer Created');
	});

	it('adds the manners with the values that they look at, and no others', async () => {
		const all = {
			ms: '5',
			status: '404',
			retry_after: 'Wed, 21 Oct 2015 07:28:00 GMT',
			key: 'record',
			length: '100',
			content_type: 'text/plain',
			form: 'blank',
			count: '1',
		};
		const answers = { ...all, method: 'DELETE', acted: 'true' };
		for (const kind of ['gateway_json', 'rate_limit', 'wrong_key', 'late_record']) {
			await scene.pages.submit('/actions/faults/answers', { ...answers, kind });
		}
		for (const kind of ['content_type', 'time_form', 'whole_resource', 'text_ids']) {
			await scene.pages.submit('/actions/faults/deliveries', { ...all, kind });
		}
		const answer = { count: 1, method: 'DELETE' };
		expect(scene.sandbox.faults.current()).toEqual({
			answers: [
				{ ...answer, kind: 'gateway_json', acted: true, status: 404 },
				{ ...answer, kind: 'rate_limit', acted: true, retry_after: all.retry_after },
				{ ...answer, kind: 'wrong_key', key: 'record' },
				{ ...answer, kind: 'late_record', ms: 5 },
			],
			deliveries: [
				{ count: 1, kind: 'content_type', content_type: 'text/plain' },
				{ count: 1, kind: 'time_form', form: 'blank' },
				{ count: 1, kind: 'whole_resource', length: 100 },
				{ count: 1, kind: 'text_ids' },
			],
		});
	});

	it('says of every kind what it rehearses', async () => {
		const text = textOf(await scene.pages.get('/actions'));
		for (const { label, rehearses } of Object.values({ ...deliveryKinds, ...answerKinds })) {
			expect(text).toContain(`${label} ${rehearses}`);
		}
	});

	it('sets how handshakes go out, how URLs are kept, and how much may be asked', async () => {
		await scene.pages.submit('/actions/handshake', {
			form: 'form',
			secret: 'base64',
			content_type: '',
			more_fields: 'true',
		});
		expect(scene.sandbox.webhooks.handshake).toEqual({
			form: 'form',
			secret: 'base64',
			content_type: null,
			more_fields: true,
		});
		await scene.pages.submit('/actions/webhook-urls', { form: 'slash' });
		expect(scene.sandbox.webhooks.urlForm).toBe('slash');
		const page = await scene.pages.submit('/actions/limits', { limits: 'vendor' });
		expect(page.markup).toMatch(/value="vendor"\s+selected/);
		const refused = await scene.pages.submit('/actions/webhook-urls', { form: 'upper' });
		expect(textOf(refused)).toContain("'form' must be one of");
	});

	it('refuses a switch that there is not', async () => {
		const page = await scene.pages.submit('/actions/faults/deliveries', {
			kind: 'explode',
			count: '1',
		});
		expect(textOf(page)).toContain('must be one of');
	});
});

/** What a form would send as it stands. */
function inputsOf({ markup }: { markup: string }): Record<string, string> {
	const decode = (text = '') =>
		text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
	const form = markup.slice(markup.indexOf('<form'), markup.indexOf('</form>'));
	const values: Record<string, string> = {};
	for (const [, attributes] of form.matchAll(/<input([^>]*)>/g)) {
		const name = /\sname="([^"]*)"/.exec(attributes)?.[1];
		if (name) values[name] = decode(/\svalue="([^"]*)"/.exec(attributes)?.[1]);
	}
	for (const [, name, text] of form.matchAll(/<textarea[^>]*\sname="([^"]*)"[^>]*>([^<]*)</g)) {
		values[name] = decode(text);
	}
	for (const [, name, options] of form.matchAll(
		/<select[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
	)) {
		const chosen = /value="([^"]*)"\s+selected/.exec(options) ?? /value="([^"]*)"/.exec(options);
		values[name] = decode(chosen?.[1]);
	}
	return values;
}

function without(values: Record<string, string>, name: string): Record<string, string> {
	return Object.fromEntries(Object.entries(values).filter(([each]) => each !== name));
}
