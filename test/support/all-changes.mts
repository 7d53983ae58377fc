import { events } from '../../src/clockodo/events.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { isRunning, type Entry } from '../../sandbox/resources/entry-values.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';

/** All events that lists can tell. */
export const tellableEvents = events.filter(({ action }) => action !== 'budget_notification');

/** How changes of all entities are made. */
export interface ChangeMaking {
	/** Times that each event is caused, in each case with things of its own. */
	rounds: number;
	/** Waited for between two changes of one thing: looks must see both. */
	looked: () => Promise<void>;
	/** Called before each request that changes something, in their order. */
	onChange?: () => void;
}

/**
 * Causes each event that lists can tell, side by side. Requests that belong together, such as looking
 * for a free day and taking it, come one after the other.
 */
export async function causeAllEvents(sandbox: Sandbox, making: ChangeMaking): Promise<void> {
	const turns = new Turns();
	const cause = async (names: string[]) =>
		await Promise.all(
			names.map(async (name) => {
				const client = takingTurns(sandboxClient(sandbox), turns, making);
				await causeEvent(client.request, name).finally(client.end);
			}),
		);
	const all = Array.from({ length: making.rounds }, () => tellableEvents).flat();
	const isOfUsers = ({ entity }: { entity: string }) => entity === 'user';
	await cause(all.filter((event) => !isOfUsers(event)).map(({ name }) => name));
	// Users that come and go would be given clocks and absences by the others.
	await cause(all.filter(isOfUsers).map(({ name }) => name));
	await stopClocks(sandbox, making, turns);
}

/** Whose clock runs is given no other: the next round needs people who are free. */
async function stopClocks(sandbox: Sandbox, making: ChangeMaking, turns: Turns): Promise<void> {
	const running = sandbox.store.collection<Entry>('entries').all().filter(isRunning);
	await Promise.all(
		running.map(async ({ id }) => {
			const client = takingTurns(sandboxClient(sandbox), turns, making);
			await client.request('DELETE', `/v2/clock/${id}`).finally(client.end);
		}),
	);
}

/** One after the other, in the order in which they came. */
class Turns {
	private last: Promise<void> = Promise.resolve();

	/** Waits for a turn; what it gives ends it. */
	async take(): Promise<() => void> {
		const before = this.last;
		let end: () => void = () => undefined;
		this.last = new Promise((resolve) => (end = resolve));
		await before;
		return end;
	}
}

/** A client whose requests up to a change are one turn; behind the change it waits until it was seen. */
function takingTurns(client: SandboxClient, turns: Turns, { looked, onChange }: ChangeMaking) {
	let endTurn: (() => void) | undefined;
	const end = () => {
		endTurn?.();
		endTurn = undefined;
	};
	const request = (async (method: string, path: string, body?: object) => {
		endTurn ??= await turns.take();
		if (method !== 'GET') onChange?.();
		const answer = await client(method as 'GET', path, body as never);
		if (method === 'GET') return answer;
		end();
		await looked();
		return answer;
	}) as SandboxClient;
	return { request, end };
}
