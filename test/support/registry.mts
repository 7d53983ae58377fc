import type { ServerResponse } from 'node:http';

import { bodyOf, listen, type Loopback } from './loopback.mjs';

/** What npm sends to publish one version, as far as it is kept. */
interface Publication {
	name: string;
	versions: Record<string, { dist: { tarball: string } }>;
	'dist-tags': Record<string, string>;
	_attachments: Record<string, { data: string }>;
}

/** An npm registry for one test: keeps in memory what is published to it, and hands it out again. */
export interface Registry extends Loopback {
	/** The bytes of what was published, by the name of the file. */
	tarballs: Map<string, Buffer>;
}

export async function startRegistry(): Promise<Registry> {
	const packages = new Map<string, Publication>();
	const tarballs = new Map<string, Buffer>();
	const server = await listen(async (request, response) => {
		const path = decodeURIComponent(request.url ?? '').slice(1);
		if (request.method === 'PUT') {
			const publication = JSON.parse(await bodyOf(request)) as Publication;
			for (const [file, { data }] of Object.entries(publication._attachments)) {
				tarballs.set(file, Buffer.from(data, 'base64'));
			}
			for (const { dist } of Object.values(publication.versions)) {
				const file = dist.tarball.split('/').at(-1) ?? '';
				dist.tarball = `${server.url}/${publication.name}/-/${file}`;
			}
			packages.set(publication.name, { ...publication, _attachments: {} });
			return answer(response, 201, {});
		}
		const [name, file] = path.split('/-/');
		const tarball = tarballs.get(String(file));
		if (tarball) return void response.writeHead(200).end(tarball);
		const known = packages.get(name);
		return known ? answer(response, 200, known) : answer(response, 404, { error: 'not found' });
	});
	return { ...server, tarballs };
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
