/**
 * The owner of an n8n, signed in to the REST interface that n8n's editor uses; credentials and node types.
 * Workflows are in workflows.mts, executions in executions.mts.
 */
import axios, { type AxiosInstance, type AxiosResponse, type Method } from 'axios';

import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';

/** Who signs in to a demo or test instance. Not a secret: these instances listen on loopback only. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Clockodo-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** Signed in to the REST interface that n8n's editor uses. */
export interface N8nClient {
	url: string;
	/** Of n8n: what publishing is, and what a run by hand needs, differ between its major versions. */
	version: string;
	/**
	 * The `data` of n8n's answer.
	 *
	 * @throws {RefusedByN8n} if the answer is not 2xx.
	 */
	request<T>(method: Method, path: string, body?: unknown, query?: IDataObject): Promise<T>;
}

/** n8n has answered a request with something other than 2xx; the message names the request, too. */
export class RefusedByN8n extends Error {
	override name = 'RefusedByN8n';
	constructor(
		request: string,
		readonly status: number,
		/** In n8n's own words. */
		readonly reason: string,
	) {
		super(`${request} was answered ${status}: ${reason}`);
	}
}

/** A stored credential, by what nodes refer to it; what it holds n8n gives to nobody. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** Makes the owner of a new instance and signs in as that owner. */
export async function setUpOwner(url: string, owner: Owner = OWNER): Promise<N8nClient> {
	const http = createHttp(url);
	const response = await http.post('/rest/owner/setup', owner);
	return await signedIn(url, http, checked(response));
}

/** Signs in to an instance that has an owner. */
export async function signIn(url: string, owner: Owner = OWNER): Promise<N8nClient> {
	const http = createHttp(url);
	const body = { emailOrLdapLoginId: owner.email, password: owner.password };
	const response = await http.post('/rest/login', body);
	return await signedIn(url, http, checked(response));
}

/** Whether the instance has an owner, whom `signIn` needs and `setUpOwner` makes. */
export async function hasOwner(url: string): Promise<boolean> {
	const response = await createHttp(url).get('/rest/settings');
	const { data } = checked(response).data as {
		data: { userManagement: { showSetupOnFirstLoad?: boolean } };
	};
	return data.userManagement.showSetupOnFirstLoad !== true;
}

/** Stores a credential of a type, with all of its fields. */
export async function createCredential(
	client: N8nClient,
	type: string,
	name: string,
	data: IDataObject,
): Promise<Credential> {
	return await client.request<Credential>('POST', '/rest/credentials', { type, name, data });
}

/** Replaces all fields of a credential. */
export async function updateCredential(
	client: N8nClient,
	{ id, type, name }: Credential,
	data: IDataObject,
): Promise<Credential> {
	return await client.request('PATCH', `/rest/credentials/${id}`, { type, name, data });
}

/** The credential's own test, as the editor runs it after saving. */
export async function testCredential(
	client: N8nClient,
	{ id, type, name }: Credential,
	data: IDataObject,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const credentials = { id, type, name, data };
	return await client.request('POST', '/rest/credentials/test', { credentials });
}

/** Every node type that this n8n has loaded, as the editor gets them. */
export async function nodeTypes(client: N8nClient): Promise<INodeTypeDescription[]> {
	return await client.request('GET', '/types/nodes.json');
}

function createHttp(url: string): AxiosInstance {
	return axios.create({ baseURL: url, proxy: false, timeout: 120_000, validateStatus: () => true });
}

async function signedIn(
	url: string,
	http: AxiosInstance,
	response: AxiosResponse,
): Promise<N8nClient> {
	const cookies = response.headers['set-cookie'] ?? [];
	const cookie = cookies.map((line) => line.split(';')[0]).join('; ');
	const request = async <T,>(method: Method, path: string, body?: unknown, query?: IDataObject) => {
		const headers = { cookie };
		const answer = await http.request({ method, url: path, data: body, params: query, headers });
		const content: unknown = checked(answer).data;
		return (isEnvelope(content) ? content.data : content) as T;
	};
	const { versionCli } = await request<{ versionCli: string }>('GET', '/rest/settings');
	return { url, version: versionCli, request };
}

function isEnvelope(content: unknown): content is { data: unknown } {
	return (
		typeof content === 'object' && content !== null && !Array.isArray(content) && 'data' in content
	);
}

/** @throws {RefusedByN8n} if the answer is not 2xx */
function checked(response: AxiosResponse): AxiosResponse {
	if (response.status >= 200 && response.status < 300) return response;
	const { method = '', url = '' } = response.config;
	const { message } = (response.data ?? {}) as { message?: string };
	const reason = message ?? JSON.stringify(response.data);
	throw new RefusedByN8n(`${method.toUpperCase()} ${url}`, response.status, reason);
}
