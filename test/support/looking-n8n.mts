import { wasTold, showsState } from '../../src/changes/verdict.js';
import { Looker, type Handover, type LookerSettings } from '../../src/changes/looker.js';
import { noteHandedOn, type HandedOn } from '../../src/changes/handed-on.js';
import type { EntityName } from '../../src/clockodo/entities.js';
import { stepKey } from '../../src/changes/told-keys.js';
import { decodeLook, type Emission } from '../../src/changes/stored-look.js';
import type { LookedAtCompany } from './looked-at-company.mjs';

/** What n8n makes of what is handed over to it. */
export type Fate =
	/** It stores both, and the flow ends soon. */
	| 'stored'
	/** It stores both, and the flow waits for days. */
	| 'waits'
	/** It cannot store the execution, and says so at once, or after a minute. */
	| 'refused'
	| 'refused late'
	/** It stores both, and the worker is killed before it has done anything. */
	| 'lost'
	| 'lost late'
	/** The helper throws. */
	| 'throws'
	/** n8n is killed when it has stored neither, only the text, only the execution, or both. */
	| 'killed'
	| 'killed after the text'
	| 'killed after the execution'
	| 'killed after both'
	/** n8n is killed before the execution that it has stored has done anything. */
	| 'killed while executing';

/** An event that the flow was given. */
export interface ToldEvent {
	event_name: string;
	entity: EntityName;
	id: number;
	/** What the flow was shown. */
	state: string;
}

const never = new Promise<never>(() => undefined);

/**
 * What n8n does around a `Looker`, with a clock that only a test moves: memory and a database, of
 * which the second is written with each emission and at the end of an activation that was waited
 * for, and alone survives.
 */
export class LookingN8n {
	now = Math.ceil(Date.now() / 1_000) * 1_000;
	/** What the next emissions meet; then all are stored. */
	readonly fates: Fate[] = [];
	readonly told: ToldEvent[] = [];
	readonly complaints: string[] = [];
	/** Things that were told by an execution whose text was not saved: the one case that may miss a way back. */
	readonly unsure = new Set<string>();
	/** What n8n's database holds. */
	savedText: string | undefined;
	executions = 0;
	private readonly storedKeys = new Set<string>();
	private readonly candidateKeys = new Set<string>();
	private readonly stepKeys = new Set<string>();
	private handedOn = new Map<string, HandedOn[]>();
	private late: Array<() => void> = [];
	private text: string | undefined;
	/** What was handed over, each emission's number of candidates. */
	readonly handedOver: number[] = [];
	private looker: Looker | undefined;
	private die: () => void = () => undefined;
	private death: Promise<void> = never;
	private ids = 0;

	/** @param refusesRepeats as 2.40 does: an emission's key is stored once */
	constructor(
		private readonly company: LookedAtCompany,
		private readonly settings: LookerSettings,
		private readonly refusesRepeats: boolean,
	) {}

	get isRunning(): boolean {
		return this.looker !== undefined;
	}

	/** Starts n8n, or publishes; the first look is waited for. */
	async start({ isPublication = false, hasLostBase = false } = {}): Promise<void> {
		const stored = isPublication ? undefined : decodeLook(this.savedText);
		const process = { text: this.savedText, isAlive: true };
		this.handedOn = new Map();
		this.looker = new Looker(
			{
				api: async (request) => (process.isAlive ? await this.company.api(request) : await never),
				now: () => this.now,
				newId: () => `emission ${++this.ids}`,
				remember: (text) => {
					process.text = text;
					if (process.isAlive) this.text = text;
				},
				handOver: async (emission) => {
					if (!process.isAlive) return await never;
					return await this.take(emission, process);
				},
				complain: (message) => void this.complaints.push(message),
				warn: () => undefined,
				pause: async () => (process.isAlive ? await soon() : await never),
			},
			{ ...this.settings, hasLostBase },
			stored,
		);
		this.text = this.savedText;
		this.death = new Promise((resolve) => {
			this.die = () => {
				process.isAlive = false;
				resolve();
			};
		});
		await this.tick();
		if (this.isRunning) this.savedText = this.text;
	}

	/** n8n is ended, with or without warning. */
	stop(): void {
		this.looker?.close(false);
		this.die();
		this.looker = undefined;
		this.late = [];
	}

	/** Five minutes later, a look. Where n8n is killed meanwhile it ends there. */
	async tick(): Promise<void> {
		const { looker } = this;
		if (!looker) return;
		this.now += 60_000;
		for (const settle of this.late.splice(0)) settle();
		await soon();
		this.now += 240_000;
		await Promise.race([looker.tick(), this.death]);
		await soon();
	}

	/** A webhook tells this of the thing, and the flow is given it. */
	tell(event_name: string, entity: EntityName, id: number): void {
		const state = this.company.stateOf(entity, id);
		const event = { event_name, state, at: this.now, byLook: false };
		const mark = state === 'gone' ? {} : { mark: state };
		noteHandedOn(this.settings.trigger, entity, id, { ...event, ...mark });
		const thing = `${entity} ${id}`;
		this.handedOn.set(thing, [...(this.handedOn.get(thing) ?? []), event]);
	}

	/** So many more looks, of which all works. */
	async look(times = 1): Promise<void> {
		for (let each = 0; each < times; each++) await this.tick();
	}

	/** What the flow was told since the last call, in order: `customer.updated 17`. */
	news(): string[] {
		return this.told.splice(0).map(({ event_name, id }) => `${event_name} ${id}`);
	}

	private async take(emission: Emission, process: { text: string | undefined }): Promise<Handover> {
		this.handedOver.push(emission.candidates.length);
		const fate = this.fates.shift() ?? 'stored';
		switch (fate) {
			case 'throws':
				throw new Error('n8n is shutting down');
			case 'refused':
			case 'refused late':
				this.savedText = process.text;
				if (fate === 'refused') return 'refused';
				return await this.later('refused');
			case 'killed':
			case 'killed after the text':
				if (fate !== 'killed') this.savedText = process.text;
				this.stop();
				return await never;
			case 'killed after the execution':
				this.execute(emission);
				for (const { entity, id } of emission.candidates) this.unsure.add(`${entity} ${id}`);
				this.stop();
				return await never;
			default:
				this.savedText = process.text;
				if (fate === 'killed while executing') {
					this.store(emission);
					this.stop();
					return await never;
				}
				if (fate.startsWith('lost')) {
					const isNew = this.store(emission);
					if (!isNew) return 'stored';
					return fate === 'lost' ? 'lost' : await this.later('lost');
				}
				this.execute(emission);
				if (fate === 'killed after both') this.stop();
				return fate === 'stored' ? 'stored' : await never;
		}
	}

	private async later(handover: Handover): Promise<Handover> {
		return await new Promise((resolve) => {
			this.late.push(() => resolve(handover));
		});
	}

	private store({ id, tries }: Emission): boolean {
		const key = `${id}/${tries}`;
		if (this.refusesRepeats && this.storedKeys.has(key)) return false;
		this.storedKeys.add(key);
		this.executions++;
		return true;
	}

	private execute(emission: Emission): void {
		if (!this.store(emission)) return;
		for (const { event_name, entity, id } of emission.candidates) {
			const key = `${emission.id} ${event_name} ${id}`;
			if (this.candidateKeys.has(key)) continue;
			this.candidateKeys.add(key);
			const isDeletion = event_name.endsWith('.deleted');
			const state = isDeletion ? 'gone' : this.company.stateOf(entity, id);
			const step = stepKey(emission.after, { event_name, id, state });
			if (this.stepKeys.has(step)) continue;
			this.stepKeys.add(step);
			const thing = `${entity} ${id}`;
			const known = this.handedOn.get(thing) ?? [];
			if (wasTold(known, event_name, showsState(state), emission.since)) continue;
			this.handedOn.set(thing, [...known, { event_name, state, at: this.now, byLook: true }]);
			this.told.push({ event_name, entity, id, state });
		}
	}
}

/** When everything has happened that needs no clock. */
export async function soon(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
