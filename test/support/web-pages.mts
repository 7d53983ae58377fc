import axios from 'axios';

/** A page as it was answered; after a form, the one that the redirect led to. */
export interface AnsweredPage {
	status: number;
	/** Path and query of the page in the end. */
	address: string;
	markup: string;
	headers: Record<string, unknown>;
}

/** A browser without scripts: gets pages, sends forms, follows where they lead. */
export function webPages(url: string) {
	const http = axios.create({
		baseURL: url,
		proxy: false,
		maxRedirects: 0,
		responseType: 'text',
		transformResponse: (text: unknown) => text,
		validateStatus: () => true,
	});
	const get = async (address: string): Promise<AnsweredPage> => {
		const { status, data, headers } = await http.get<string>(address);
		return { status, address, markup: data, headers };
	};
	return {
		get,
		async submit(
			address: string,
			values: Record<string, string> = {},
			headers: Record<string, string> = {},
		): Promise<AnsweredPage> {
			const answer = await http.post<string>(address, new URLSearchParams(values), { headers });
			if (answer.status !== 303) {
				return { status: answer.status, address, markup: answer.data, headers: answer.headers };
			}
			return await get(String(answer.headers.location));
		},
	};
}

/** What a page says, without its markup. */
export function textOf({ markup }: AnsweredPage): string {
	return markup
		.replace(/<[^>]*>/g, ' ')
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/\s+/g, ' ');
}

/** The message of a field that was refused. */
export function errorAt({ markup }: AnsweredPage, id: string): string | undefined {
	const found = new RegExp(`id="${id}-error">([^<]*)<`).exec(markup)?.[1];
	return found?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).trim();
}
