import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { RateLimiter, vendorRateLimits, type RateLimit } from './api/rate-limits.mjs';
import { RequestLog } from './api/request-log.mjs';
import { apiRouter } from './api/router.mjs';
import { controlRouter } from './control.mjs';
import { Faults } from './faults/faults.mjs';
import { Company } from './resources/company.mjs';
import { findActiveOwner } from './resources/permissions.mjs';
import { freshCompany, type SeedOptions } from './seed/agency.mjs';
import type { PlanName } from './store/plans.mjs';
import { Store } from './store/store.mjs';
import { defaultTimings, type Timings } from './timings.mjs';
import { webRouter } from './web/pages.mjs';
import { Deliveries } from './webhooks/deliveries.mjs';
import { Secrets } from './webhooks/handshake.mjs';
import { ProtocolBook } from './webhooks/protocol.mjs';
import { Sender } from './webhooks/send.mjs';
import { Webhooks } from './webhooks/webhooks.mjs';

export interface SandboxOptions {
	/** 0 takes a free one. */
	port?: number;
	host?: string;
	/** The path of the data file; without it everything is in memory and gone at the end. */
	dataFile?: string;
	/** The plan of a new account; an existing data file keeps its own. */
	plan?: PlanName;
	/** What a new account holds. */
	seed?: SeedOptions['seed'];
	/** The owner's API key in a new account; without it a new one is made up. */
	apiKey?: string;
	timings?: Partial<Timings>;
	/** `vendor`: the limits of Clockodo's documentation. Without it there is none. */
	rateLimits?: 'vendor' | readonly RateLimit[];
}

export interface Sandbox {
	/** Where it listens, without a slash at the end. */
	url: string;
	/** The API's base URL. */
	apiUrl: string;
	/** Of the account's owner. */
	credentials: { email: string; apiKey: string };
	company: Company;
	store: Store;
	webhooks: Webhooks;
	deliveries: Deliveries;
	faults: Faults;
	requests: RequestLog;
	/** Says whose endpoint a URL is, such as a workflow's name, for the pages to show; kept in memory alone. */
	nameEndpoint(url: string, name: string): void;
	/** Back to the first day, with the same API key and plan; webhooks, faults and counts are gone. */
	reset(): Promise<void>;
	/** Stops listening and sending, and writes what is left to write. */
	close(): Promise<void>;
}

/** Starts a Clockodo-style API. @throws where the port is taken or the data file cannot be read */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', dataFile, plan = 'enterprise', seed = 'agency' } = options;
	const timings = { ...defaultTimings, ...options.timings };
	const fresh = (apiKey = options.apiKey) => freshCompany({ plan, seed, apiKey });
	const store = await Store.open({ dataFile, writeDelay: timings.writeDelay }, () => fresh());
	const faults = new Faults();
	const requests = new RequestLog();
	const sender = new Sender(timings.deliveryTimeout);
	const protocol = new ProtocolBook(store);
	const deliveries = new Deliveries(store, sender, protocol, faults, timings);
	const secrets = new Secrets(store, timings.secretLifetime);
	const webhooks = new Webhooks(store, deliveries, protocol, secrets, sender);
	const company = new Company(store, deliveries, webhooks);
	const credentials = ownerCredentials(company);
	const rateLimiter = new RateLimiter(limitsOf(options));

	const endpointNames = new Map<string, string>();

	const reset = async () => {
		for (const { id } of webhooks.list()) deliveries.forget(id);
		faults.clear();
		webhooks.behaveAsUsual();
		company.recent.clear();
		rateLimiter.set(limitsOf(options));
		await store.reset(fresh(credentials.apiKey));
		requests.clear();
	};

	const app = express();
	app.disable('x-powered-by');
	app.set('etag', false);
	app.use('/api', apiRouter({ company, faults, log: requests, rateLimiter }));
	const control = { store, faults, webhooks, rateLimiter, log: requests, reset };
	app.use('/sandbox', controlRouter(control));
	app.use(webRouter({ company, faults, rateLimiter, credentials, endpointNames, reset }));

	const server = createServer(app);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const url = addressOf(host, (server.address() as AddressInfo).port);
	return {
		url,
		apiUrl: `${url}/api`,
		credentials,
		company,
		store,
		webhooks,
		deliveries,
		faults,
		requests,
		nameEndpoint: (url, name) => void endpointNames.set(url, name),
		reset,
		close: async () => {
			deliveries.close();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
			sender.close();
			await store.close();
		},
	};
}

/** An address that leads to it: listening everywhere is no address. */
function addressOf(host: string, port: number): string {
	const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function limitsOf({ rateLimits = [] }: SandboxOptions): readonly RateLimit[] {
	return rateLimits === 'vendor' ? vendorRateLimits : rateLimits;
}

function ownerCredentials(company: Company): { email: string; apiKey: string } {
	const owner = findActiveOwner(company);
	const apiKey = owner && company.store.data.apiKeys[owner.id];
	if (!owner || !apiKey) throw new Error("The sandbox's data file has no active owner.");
	return { email: String(owner.email), apiKey };
}
