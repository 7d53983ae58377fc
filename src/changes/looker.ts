import type { Api } from '../clockodo/client';
import { findEntity, type EntityName } from '../clockodo/entities';
import { outcomeOf, reasonOf } from '../clockodo/outcome';
import { among, batchesOf, candidatesOf, type Batch, type Candidate } from './candidates';
import type { Change } from './compare';
import { handedOnOf, remembersSince } from './handed-on';
import { noteFoundChanges, noteLook } from './known-looks';
import { look, type Look, type LookOptions } from './look';
import { encodeSnapshot, largestSnapshot, type Snapshot } from './snapshot';
import { encodeLook, type Emission, type StoredLook } from './stored-look';
import { isLastState, showsMark, wasTold } from './verdict';

/** What became of what was handed over: n8n has it, has refused to store it, or has lost it while it was worked on. */
export type Handover = 'stored' | 'refused' | 'lost';

/** What looks need of n8n. */
export interface Surroundings {
	api: Api;
	/** Milliseconds since 1970. */
	now(): number;
	/** A random ID. */
	newId(): string;
	/** Remembers the text; it is saved with what is handed over next. */
	remember(text: string): void;
	/** Hands candidates over to n8n under the ID. Settles when it is known what became of them, which may take as long as the flow. */
	handOver(emission: Emission): Promise<Handover>;
	/** Starts an execution that fails with these words. */
	complain(message: string): void;
	/** For n8n's log. */
	warn(message: string): void;
	pause(milliseconds: number): Promise<void>;
}

/** What a trigger looks for. */
export interface LookerSettings {
	/** Names the trigger over all processes. */
	trigger: string;
	entities: readonly EntityName[];
	/** The names of the chosen events, `*` for all. */
	events: readonly string[];
	/** Days that entries are looked at. */
	lookBack: number;
	/** Milliseconds between two looks. */
	interval: number;
	/** Whether the base was lost: then things are told that say of themselves that they changed lately. */
	hasLostBase: boolean;
}

/** Milliseconds after which what n8n has not refused is taken for stored: it needs some hundredths of that. */
const storedAfter = 5_000;
/** Milliseconds within which n8n says that it could not store something, where it says so at all. */
const toldWithin = 60_000;
/** Things that say of themselves that they changed within so many milliseconds are told where the base was lost. */
const recent = 48 * 3_600_000;
/** Looks that fail for so many milliseconds, and things that stay away so long, are told. */
const patience = 3_600_000;
/** What webhooks have told is remembered in n8n's database after so many milliseconds, or so many changes. */
const savedAfter = 3_600_000;
const savedAtMost = 500;
/** What n8n has lost so often is not handed over any more: it may be what ends its workers. */
const lostAtMost = 5;
/** So many of its changes are named then. */
const namedAtMost = 20;

interface Spared {
	count: number;
	/** When the first of them was found. */
	at: number;
	/** One of the last look that found any, and when the look before that began. */
	last: Change;
	since: number;
}

/** Looks for the changes of one trigger, one look after the other. */
export class Looker {
	private base: Snapshot | undefined;
	/** When the look began that gave the base. */
	private since = 0;
	/** What is told: the chosen events, without those that were not chosen yet when the base was taken. */
	private isTold: (eventName: string) => boolean;
	/** The events that the base was taken for. */
	private learnt: readonly string[];
	/** The `at` of what was remembered last. */
	private rememberedAt: number;
	private isFirst = true;
	/** Handed over, and not known to be stored: each with when that was. What is remembered names them all. */
	private pending: Array<{ emission: Emission; at: number }> = [];
	/** Those of them that are to be handed over again. */
	private again: Emission[] = [];
	private isBusy = false;
	private closed = false;
	private failingSince: number | undefined;
	private readonly complained = new Set<'failure' | 'size'>();
	private readonly doubtedSince = new Map<EntityName, number>();
	/** Changes that webhooks had told and that nothing was handed over for, so that they are not saved. */
	private spared: Spared | undefined;

	/** @param stored what the looks before this start of n8n have remembered */
	constructor(
		private readonly surroundings: Surroundings,
		private readonly settings: LookerSettings,
		stored: StoredLook | undefined,
	) {
		this.base = stored?.snapshot;
		this.since = this.rememberedAt = stored?.at ?? 0;
		const isChosen = among(settings.events);
		this.learnt = stored?.events ?? settings.events;
		const isLearnt = among(this.learnt);
		this.isTold = (name) => isChosen(name) && isLearnt(name);
		this.again = (stored?.emissions ?? []).flatMap((emission) => {
			const candidates = emission.candidates.filter(({ event_name }) => isChosen(event_name));
			// It may have been stored and have died with n8n: under its first key, n8n would refuse it.
			return candidates.length > 0 ? [{ ...emission, tries: emission.tries + 1, candidates }] : [];
		});
		this.pending = this.again.map((emission) => ({ emission, at: surroundings.now() }));
	}

	/**
	 * Ends the looks: nothing is handed over any more.
	 *
	 * @param isStop whether n8n stops, and will look on: what webhooks have told is saved then, for
	 * which one thing that is known is handed over
	 */
	close(isStop: boolean): void {
		const { spared, base, isBusy } = this;
		if (isStop && spared && base && !isBusy && !this.closed) {
			const candidates = candidatesOf([spared.last], this.isTold);
			void this.send(this.newEmission(spared.since, candidates));
		}
		this.closed = true;
	}

	/** It may be closed while something is waited for. */
	private hasEnded(): boolean {
		return this.closed;
	}

	/** One look. Does nothing while another one is under way; never throws. */
	async tick(): Promise<void> {
		if (this.hasEnded() || this.isBusy) return;
		this.isBusy = true;
		const { surroundings, settings } = this;
		const outcome = await outcomeOf(async () => await this.lookOnce());
		this.isBusy = false;
		const now = surroundings.now();
		if (this.hasEnded()) return;
		noteLook(settings.trigger, { nextAt: now + settings.interval });
		if (!outcome.ok) this.noteFailure(outcome.error, now);
		else if (outcome.value) this.noteSuccess(now);
	}

	/** @returns whether a whole look was made */
	private async lookOnce(): Promise<boolean> {
		await this.handOverAgain();
		if (this.hasEnded() || this.again.length > 0) return false;
		const { base, surroundings, settings } = this;
		const now = surroundings.now();
		const options = { ...settings, since: this.since, now };
		const found = await look(surroundings.api, {
			...options,
			base,
			isBelieved: (entity) => now - (this.doubtedSince.get(entity) ?? now) >= patience,
			...(settings.hasLostBase && !base && { recentSince: now - recent }),
		});
		if (this.hasEnded()) return false;
		if (found.isOfAnotherAccount) {
			await this.learnAnotherAccount(options);
			return false;
		}
		this.noteDoubts(found, now);
		if (this.isTooLarge(found.seen)) return true;
		if (base || settings.hasLostBase) await this.tell(found, now);
		else this.learn(found.seen, now);
		return true;
	}

	/** Without a look before, there is nothing to tell. n8n saves this where the activation has waited for it. */
	private learn(seen: Snapshot, now: number): void {
		this.base = seen;
		this.since = now;
		this.isFirst = false;
		this.remember();
	}

	/** The credential of a published trigger may get the key of another account: all in it would be news. */
	private async learnAnotherAccount(
		options: Omit<LookOptions, 'base' | 'isBelieved'>,
	): Promise<void> {
		const isBelieved = () => true;
		const { seen } = await look(this.surroundings.api, { ...options, base: undefined, isBelieved });
		if (this.hasEnded() || this.isTooLarge(seen)) return;
		this.doubtedSince.clear();
		this.learn(seen, options.now);
		this.noteSuccess(options.now);
		this.complain(
			'Nothing of what was known from Clockodo is left, and other things are there: the API key seems to be that of another account now. What is there was learnt, and nothing of it is told; changes from now on are. If it is the same account, look there at what was created and deleted since the last look.',
			options.now,
		);
	}

	private async tell({ changes, seen }: Look, now: number): Promise<void> {
		const { isTold, isFirst, settings } = this;
		const known = new Set(changes.filter((change) => this.isKnown(change)));
		const spared = this.sparedWith([...known], now);
		const news = changes.filter((change) => !known.has(change));
		const isDue =
			spared !== undefined && (spared.count >= savedAtMost || now - spared.at >= savedAfter);
		// Handing over is the only way to save: where there is no news, one thing is that is known.
		const isOnlyToSave = isDue && candidatesOf(news, isTold).length === 0;
		const base: Snapshot = this.base ?? new Map();
		const batches = batchesOf(isOnlyToSave ? [spared.last] : news, isTold, base, seen);
		const usual = this.base ? this.since : now - recent;
		const since = isOnlyToSave ? spared.since : usual;
		for (const [index, batch] of batches.entries()) {
			// Where n8n does not store the one before, it will not store this one.
			await this.handOverAgain();
			if (this.hasEnded() || this.again.length > 0) return;
			const isLast = index === batches.length - 1;
			if (isLast) this.learnt = settings.events;
			await this.handOver(batch, since, isLast ? now : since);
		}
		this.base = seen;
		this.since = now;
		if (!isFirst) return;
		// Events and lists that are newly chosen are known from now on, also where nothing was handed over.
		this.isFirst = false;
		this.learnt = settings.events;
		this.isTold = among(settings.events);
		if (batches.length === 0) this.remember();
	}

	/** Whether webhooks have told the flow of this process all that the change means. */
	private isKnown({ entity, id, actions, mark }: Change): boolean {
		if (this.since < remembersSince()) return false;
		const handedOn = handedOnOf(this.settings.trigger, entity, id);
		const names = actions.map((action) => `${entity}.${action}`).filter(this.isTold);
		const isSame = showsMark(mark);
		const isMissed = (name: string) => !wasTold(handedOn, name, isSame, this.since);
		if (names.length === 0 || names.some(isMissed)) return false;
		return mark === undefined || isLastState(handedOn, isSame);
	}

	/** What is not told because it is known must be remembered some time, too. */
	private sparedWith(known: readonly Change[], now: number): Spared | undefined {
		const last = known.at(-1);
		if (!last) return this.spared;
		const { count, at } = this.spared ?? { count: 0, at: now };
		this.spared = { count: count + known.length, at, last, since: this.since };
		return this.spared;
	}

	private async handOver({ candidates, snapshot }: Batch, since: number, at: number) {
		const emission = this.newEmission(since, candidates);
		this.base = snapshot;
		this.since = at;
		this.spared = undefined;
		noteFoundChanges(this.settings.trigger, candidates.length);
		await this.send(emission);
	}

	private newEmission(since: number, candidates: Candidate[]): Emission {
		const { surroundings, rememberedAt: after } = this;
		return { id: surroundings.newId(), tries: 0, lost: 0, since, after, candidates };
	}

	/** Hands over what may not have been stored, under its own ID, until it is. */
	private async handOverAgain(): Promise<void> {
		for (const emission of [...this.again]) {
			if (this.hasEnded()) return;
			// The others stay among what is remembered meanwhile.
			this.again = this.again.filter((each) => each !== emission);
			await this.send(emission);
		}
	}

	/** Waits until n8n has stored it; what is refused or lost later is handed over by the next look. */
	private async send(emission: Emission): Promise<void> {
		const { surroundings } = this;
		this.expect(emission);
		const handed = outcomeOf(async () => await surroundings.handOver(emission)).then((outcome) => {
			const handover = outcome.ok ? outcome.value : 'refused';
			if (handover === 'refused') this.again.push(this.expect(emission));
			if (handover === 'lost') this.noteLost(emission);
			if (handover === 'stored') this.forget(emission);
		});
		await Promise.race([handed, surroundings.pause(storedAfter)]);
	}

	private noteLost(emission: Emission): void {
		const lost = emission.lost + 1;
		// n8n refuses what it knows: so it gets another key, and the repeat is told by the emission's ID.
		const repeat = { ...emission, tries: emission.tries + 1, lost };
		if (lost < lostAtMost) return void this.again.push(this.expect(repeat));
		this.forget(emission);
		const { candidates } = emission;
		const names = candidates
			.slice(0, namedAtMost)
			.map(({ event_name, id }) => `${event_name} ${id}`);
		const more = candidates.length > names.length ? ', …' : '';
		this.surroundings.complain(
			`n8n has lost the same execution ${lost} times, so it is not started again: a worker ended each time in the middle of it, perhaps for want of memory. These changes were not worked on: ${names.join(', ')}${more}. Look at n8n's logs, and at these in Clockodo.`,
		);
	}

	/** Remembers it until it is known to be stored, or until n8n would have said that it is not. */
	private expect(emission: Emission): Emission {
		const { surroundings, again } = this;
		const now = surroundings.now();
		this.forget(emission);
		this.pending = this.pending.filter(
			(each) => now - each.at < toldWithin || again.includes(each.emission),
		);
		this.pending.push({ emission, at: now });
		this.remember();
		return emission;
	}

	private remember(): void {
		const { base: snapshot, since: at, learnt: events } = this;
		if (!snapshot || this.hasEnded()) return;
		const emissions = this.pending.map((each) => each.emission);
		this.rememberedAt = at;
		this.surroundings.remember(encodeLook({ snapshot, at, events, emissions }));
	}

	private forget({ id }: Emission): void {
		this.pending = this.pending.filter((each) => each.emission.id !== id);
	}

	private noteDoubts({ doubtful }: Look, now: number): void {
		const { doubtedSince } = this;
		for (const entity of [...doubtedSince.keys()]) {
			if (!doubtful.includes(entity)) doubtedSince.delete(entity);
		}
		for (const entity of doubtful) {
			if (doubtedSince.has(entity)) continue;
			doubtedSince.set(entity, now);
			const message = `More than a fifth of what Clockodo's list of ${inWords(entity)} held is gone from one look to the next. That is rather a right that the user of the API key has lost than so many deletions, so no deletion is told yet. Look at the rights of that user in Clockodo. If it stays so for an hour, the deletions are told.`;
			this.complain(message, now);
		}
	}

	private complain(message: string, now: number): void {
		noteLook(this.settings.trigger, { problem: { message, at: now } });
		this.surroundings.complain(message);
	}

	/** A snapshot that is too large for n8n's static data cannot be kept: it is said once. */
	private isTooLarge(seen: Snapshot): boolean {
		const { settings, surroundings } = this;
		const size = encodeSnapshot(seen).length;
		if (size <= largestSnapshot) {
			this.complained.delete('size');
			return false;
		}
		const [largest] = [...seen].sort(([, one], [, other]) => other.marks.size - one.marks.size);
		const [entity, list] = largest ?? ['entry' as const, undefined];
		const narrow =
			entity === 'entry'
				? "Choose fewer days in the option 'Look Back', or fewer events."
				: "Choose fewer events in 'Events'.";
		const message = `There is more to look at than n8n can remember for a trigger: ${list?.marks.size ?? 0} of ${inWords(entity)} alone. ${narrow} Until then, changes are not looked for.`;
		noteLook(settings.trigger, { problem: { message, at: surroundings.now() } });
		if (!this.complained.has('size')) surroundings.complain(message);
		this.complained.add('size');
		return true;
	}

	private noteFailure(error: unknown, now: number): void {
		const { settings, surroundings } = this;
		const message = `Looking for changes failed. ${reasonOf(error)}`;
		this.failingSince ??= now;
		noteLook(settings.trigger, { problem: { message, at: now } });
		surroundings.warn(message);
		if (this.complained.has('failure') || now - this.failingSince < patience) return;
		this.complained.add('failure');
		surroundings.complain(
			`${message} It has failed for an hour. What changes meanwhile is found when it works again.`,
		);
	}

	private noteSuccess(now: number): void {
		const isOdd = this.doubtedSince.size > 0 || this.complained.has('size');
		this.complained.delete('failure');
		this.failingSince = undefined;
		noteLook(this.settings.trigger, { lastAt: now, ...(!isOdd && { problem: undefined }) });
	}
}

const inWords = (entity: EntityName): string => findEntity(entity)?.several ?? entity;
