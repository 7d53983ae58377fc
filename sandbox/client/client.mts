import axios from 'axios';

/** Makes a request to the API and gives the body of its answer. Throws with the API's own words. */
export type SandboxClient = <Body = Record<string, unknown>>(
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	body?: unknown,
) => Promise<Body>;

/** A client of the sandbox's API, for tests, the demo and scripts. */
export function sandboxClient(sandbox: {
	apiUrl: string;
	credentials: { email: string; apiKey: string };
}): SandboxClient {
	const { email, apiKey } = sandbox.credentials;
	const http = axios.create({
		baseURL: sandbox.apiUrl,
		proxy: false,
		headers: {
			'X-ClockodoApiUser': email,
			'X-ClockodoApiKey': apiKey,
			'X-Clockodo-External-Application': `clockodo-sandbox;${email}`,
		},
		validateStatus: () => true,
	});
	return async <Body,>(method: string, path: string, body?: unknown): Promise<Body> => {
		const { status, data } = await http.request<unknown>({ method, url: path, data: body });
		if (status >= 200 && status < 300) return data as Body;
		throw new Error(`${method} ${path} was answered with ${status}: ${JSON.stringify(data)}`);
	};
}
