import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import type { SendResult } from '../store/data.mjs';

export interface SendRequest {
	method: 'GET' | 'POST';
	url: string;
	/** Null: the body does not say what it is. */
	contentType?: string | null;
	body?: string;
}

/**
 * Sends requests to webhook endpoints: one try each, redirects are not followed, answers are not read.
 *
 * Seen: any 2xx is a success, and its body is not looked at. Guessed: that redirects are not followed.
 */
export class Sender {
	// A connection of its own for each request: a kept one may be closed at the moment of its next use,
	// and that would count as a failure of the endpoint.
	private readonly httpAgent = new HttpAgent({ keepAlive: false });
	private readonly httpsAgent = new HttpsAgent({ keepAlive: false });
	private readonly client: AxiosInstance;

	constructor(private readonly timeout: number) {
		this.client = axios.create({
			maxRedirects: 0,
			proxy: false,
			responseType: 'stream',
			validateStatus: () => true,
			httpAgent: this.httpAgent,
			httpsAgent: this.httpsAgent,
		});
	}

	async send(request: SendRequest, stop?: AbortSignal): Promise<SendResult> {
		const started = performance.now();
		const deadline = AbortSignal.timeout(this.timeout);
		const done = (status_code: number | null, error: string | null): SendResult => ({
			status_code,
			duration_ms: Math.round(performance.now() - started),
			error,
		});
		try {
			const response = await this.client.request({
				method: request.method,
				url: request.url,
				data: request.body,
				headers: {
					'User-Agent': 'clockodo-sandbox',
					// False keeps the client from setting one of its own.
					'Content-Type': request.contentType ?? false,
				},
				signal: stop ? AbortSignal.any([deadline, stop]) : deadline,
			});
			discard(response.data as NodeJS.ReadableStream);
			const { status } = response;
			if (status >= 200 && status < 300) return done(status, null);
			const redirect = status >= 300 && status < 400 ? ' (redirects are not followed)' : '';
			return done(status, `The endpoint answered ${status}${redirect}.`);
		} catch (error) {
			if (stop?.aborted) return done(null, 'The sandbox was stopped.');
			if (deadline.aborted) {
				return done(null, `The endpoint did not answer within ${this.timeout / 1000} seconds.`);
			}
			const { code } = error as { code?: string };
			return done(null, `The endpoint could not be reached${code ? ` (${code})` : ''}.`);
		}
	}

	close(): void {
		this.httpAgent.destroy();
		this.httpsAgent.destroy();
	}
}

/** Reads the answer away, so that the endpoint can end it; a break in it is of no interest. */
function discard(stream: NodeJS.ReadableStream): void {
	stream.on('error', () => undefined);
	stream.resume();
}
