/** What an n8n process gets as its environment: what is passed on, and what keeps it quiet and local. */
import { environmentOf } from './lines.mjs';

/** What is passed on of this process's environment: n8n is to see none of the caller's own settings. */
const PASSED_ON = [
	'PATH',
	'HOME',
	'USER',
	'LANG',
	'TMPDIR',
	'TEMP',
	'TMP',
	'SystemRoot',
	'APPDATA',
];

/** Nothing is sent anywhere, asked of anybody or shown beside what the test or the demo is about. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
};

/** Plain HTTP on loopback, and nodes that did not come through n8n's own installer. */
const LOCAL = {
	N8N_SECURE_COOKIE: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	NO_COLOR: '1',
	// A publication that failed, or that waits for another one, is looked at again after this, not after 15 s.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
};

/** What is different from one n8n to the next. */
export interface N8nEnvironment {
	/** Of n8n. */
	version: string;
	userFolder: string;
	port: number;
	brokerPort: number;
	healthPort: number;
	encryptionKey: string;
	/** Where the sender reaches the webhooks: not the process itself in queue mode behind a proxy. */
	webhookUrl: string;
}

/** The environment of one n8n process: quiet, local, on its own folder and ports. `more` wins over all of it. */
export function n8nEnvironment(
	{ version, userFolder, port, brokerPort, healthPort, encryptionKey, webhookUrl }: N8nEnvironment,
	more: Record<string, string> = {},
	own: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
	const passedOn = PASSED_ON.flatMap((name) => {
		const value = own[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	return {
		...Object.fromEntries(passedOn),
		...QUIET,
		...LOCAL,
		...environmentOf(version),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(healthPort),
		N8N_ENCRYPTION_KEY: encryptionKey,
		WEBHOOK_URL: webhookUrl,
		...more,
	};
}
