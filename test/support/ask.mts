import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';

/** Sends a request, a POST where it says no other method; the answer, whatever its status. */
export async function ask<Content = unknown>(
	url: string,
	request: AxiosRequestConfig = {},
): Promise<AxiosResponse<Content>> {
	return await axios.request<Content>({
		method: 'POST',
		url,
		proxy: false,
		validateStatus: () => true,
		...request,
	});
}
