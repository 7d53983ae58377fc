import type { EntityName } from '../../src/clockodo/entities.js';
import { events, findEvent } from '../../src/clockodo/events.js';
import {
	shownWebhook,
	type ProtocolEntry,
	type SendResult,
	type StoredWebhook,
	type Webhook,
} from '../store/data.mjs';
import { limitInWords, plans, webhooksLeft, type Plan, type PlanName } from '../store/plans.mjs';
import { notFound, refused } from '../store/refusals.mjs';
import type { Store } from '../store/store.mjs';
import { isoSeconds } from '../store/time.mjs';
import type { Deliveries } from './deliveries.mjs';
import {
	handshakeRequest,
	usualHandshake,
	type HandshakeForm,
	type HandshakeManner,
	type Secrets,
} from './handshake.mjs';
import { keptUrl, type UrlForm } from './kept-url.mjs';
import type { ProtocolBook } from './protocol.mjs';
import type { Sender } from './send.mjs';

/** What its owner decides of a webhook. */
export type WebhookValues = Pick<StoredWebhook, 'event_name' | 'url' | 'token'>;

/**
 * The life of webhooks: what the web app's Webhooks tab and the webhook endpoints do.
 *
 * Guessed: the endpoints themselves, that another URL voids the secret and drops what waits, that a
 * deleted webhook is sent nothing more, and that webhooks beyond a smaller plan's limit stay.
 */
export class Webhooks {
	/** How the next handshakes go out. */
	handshake: HandshakeManner = usualHandshake;
	/** In which form the URLs of new and changed webhooks are kept. */
	urlForm: UrlForm = 'as_given';

	constructor(
		private readonly store: Store,
		private readonly deliveries: Deliveries,
		private readonly protocolBook: ProtocolBook,
		private readonly secrets: Secrets,
		private readonly sender: Sender,
	) {}

	/** The form of the next handshakes. */
	get handshakeForm(): HandshakeForm {
		return this.handshake.form;
	}

	set handshakeForm(form: HandshakeForm) {
		this.handshake = { ...this.handshake, form };
	}

	/** Handshakes and URLs as they are without any switch. */
	behaveAsUsual(): void {
		this.handshake = usualHandshake;
		this.urlForm = 'as_given';
	}

	get plan(): Plan {
		return plans[this.store.data.plan];
	}

	/** Webhooks beyond the new plan's limit stay; only new ones are refused. */
	changePlan(name: PlanName): void {
		this.store.data.plan = name;
		this.store.changed();
	}

	list(): Webhook[] {
		return this.records.all().map(shownWebhook);
	}

	/** @throws ApiError 404 */
	get(id: number): Webhook {
		return shownWebhook(this.require(id));
	}

	/** @throws ApiError 422 where a value is wrong or the plan's limit is reached */
	create({ event_name, url, token }: WebhookValues): Webhook {
		checkValues({ event_name, url, token });
		this.checkLimit(event_name);
		const now = isoSeconds();
		return shownWebhook(
			this.records.insert({
				event_name,
				url: keptUrl(this.urlForm, url),
				token,
				active: false,
				validated_at: null,
				last_sent_at: null,
				created_at: now,
				updated_at: now,
			}),
		);
	}

	/** Another event or token keeps it active; another URL asks for a new validation. */
	update(id: number, changes: Partial<WebhookValues>): Webhook {
		const before = this.require(id);
		const { event_name = before.event_name, url = before.url, token = before.token } = changes;
		checkValues({ event_name, url, token });
		// What is kept already is in its form.
		const kept = url === before.url ? url : keptUrl(this.urlForm, url);
		const next = { ...before, event_name, url: kept, token, updated_at: isoSeconds() };
		if (entityOf(next.event_name) !== entityOf(before.event_name)) {
			this.checkLimit(next.event_name, id);
		}
		if (next.url !== before.url) {
			next.active = false;
			next.validated_at = null;
			this.secrets.revoke(id);
			this.deliveries.forget(id);
		}
		this.records.replace(next);
		return shownWebhook(next);
	}

	delete(id: number): void {
		this.require(id);
		this.records.remove(id);
		this.secrets.revoke(id);
		this.deliveries.forget(id);
		this.protocolBook.remove(id);
	}

	/** Sends a fresh secret to the webhook's URL and waits for the answer. */
	async validate(id: number): Promise<{ webhook: Webhook; delivery: SendResult }> {
		const { url } = this.require(id);
		const { handshake } = this;
		const secret = this.secrets.issue(id, handshake.secret);
		const fields = {
			subscription_id: id,
			company_id: this.store.data.company.id,
			occurred_at: isoSeconds(),
		};
		const delivery = await this.sender.send(handshakeRequest(handshake, { url, secret, fields }));
		// It may have been confirmed while the endpoint was answering.
		return { webhook: this.get(id), delivery };
	}

	/** Takes the secret that arrived at the endpoint. @throws ApiError 422 */
	confirm(secret: string): Webhook {
		const id = this.secrets.redeem(secret.trim());
		const webhook = id === undefined ? undefined : this.records.find(id);
		if (!webhook) {
			throw refused(
				'WebhookSecretInvalid',
				'This secret is unknown, was used already, or has expired. Validate the webhook again and use the new secret.',
				{ path: 'secret' },
			);
		}
		const now = isoSeconds();
		const next = { ...webhook, active: true, validated_at: now, updated_at: now };
		this.records.replace(next);
		return shownWebhook(next);
	}

	/** What was sent, newest first. @throws ApiError 404 */
	protocol(id: number): ProtocolEntry[] {
		this.require(id);
		return this.protocolBook.of(id);
	}

	/** How many more webhooks for this entity the plan allows. */
	left(entity: EntityName): number {
		return webhooksLeft(this.plan, this.entities(), entity);
	}

	private get records() {
		return this.store.collection<StoredWebhook>('webhooks');
	}

	private require(id: number): StoredWebhook {
		const webhook = this.records.find(id);
		if (!webhook) throw notFound();
		return webhook;
	}

	private entities(exceptId?: number): EntityName[] {
		return this.records
			.all()
			.filter(({ id }) => id !== exceptId)
			.map(({ event_name }) => entityOf(event_name));
	}

	private checkLimit(eventName: string, exceptId?: number): void {
		const entity = entityOf(eventName);
		const { plan } = this;
		if (webhooksLeft(plan, this.entities(exceptId), entity) > 0) return;
		const where = plan.scope === 'entity' ? ` ('${entity}' has ${plan.limit} already)` : '';
		throw refused(
			'WebhookLimitReached',
			`${limitInWords(plan)}${where}. Delete a webhook, or change to a plan that allows more.`,
			{
				path: 'event_name',
				details: { plan: plan.label, limit: plan.limit, scope: plan.scope, entity },
			},
		);
	}
}

const MAX_TOKEN = 255;
const MAX_URL = 2000;

function checkValues({ event_name, url, token }: WebhookValues): void {
	if (!findEvent(event_name)) {
		const message = event_name ? `There is no event '${event_name}'.` : 'Choose an event.';
		throw refused('UnexpectedValue', message, {
			path: 'event_name',
			details: { expected_values: events.map(({ name }) => name) },
		});
	}
	if (!isWebAddress(url)) {
		throw refused(
			'UnexpectedValue',
			`The URL must be a whole web address that begins with http:// or https://, of at most ${MAX_URL} characters.`,
			{ path: 'url', details: { expected_values: ['url'] } },
		);
	}
	if (typeof token !== 'string' || token.trim() === '' || token.length > MAX_TOKEN) {
		throw refused('Empty', `A token is required, of at most ${MAX_TOKEN} characters.`, {
			path: 'token',
		});
	}
}

function isWebAddress(text: unknown): boolean {
	if (typeof text !== 'string' || text.length > MAX_URL || !URL.canParse(text)) return false;
	return ['http:', 'https:'].includes(new URL(text).protocol);
}

function entityOf(eventName: string): EntityName {
	const event = findEvent(eventName);
	if (!event) throw new Error(`There is no event '${eventName}'`);
	return event.entity;
}
