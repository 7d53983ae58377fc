import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

import { projectRoot } from '../../host/project.mjs';

/** A document for people, by its path in the project. */
export interface Document {
	path: string;
	text: string;
}

/** Folders with documents, beside those at the top. */
const folders = ['docs', 'examples', 'host'];

/** The Markdown files for people. */
export async function readDocuments(): Promise<Document[]> {
	return await readAll('.md', folders, true);
}

/** Where the package says which document tells more: the nodes and credentials, and the workflows to import. */
export async function readPointers(): Promise<Document[]> {
	const [code, others] = await Promise.all([
		readAll('.ts', ['nodes', 'credentials'], false),
		readAll('.json', ['nodes', 'examples'], false),
	]);
	return [...code, ...others];
}

async function readAll(end: string, inside: string[], withTop: boolean): Promise<Document[]> {
	const root = projectRoot();
	const nested = inside.map(async (folder) =>
		(await readdir(join(root, folder), { recursive: true })).map((name) => join(folder, name)),
	);
	const names = [...(withTop ? await readdir(root) : []), ...(await Promise.all(nested)).flat()];
	const wanted = names.filter((name) => name.endsWith(end) && !name.includes('node_modules'));
	return await Promise.all(
		wanted.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
	);
}

/** The text without its blocks of code, where nothing is a link or a heading. */
export function withoutCode(text: string): string {
	return text.replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '');
}

/** A link to a file of the project, and to a heading in it. */
export interface Link {
	/** As it is written. */
	written: string;
	/** The file's path in the project. */
	path: string;
	/** The heading's anchor; undefined for the file as a whole. */
	anchor?: string;
}

/** Links of a document to others, and to its own headings; not those to other sites. */
export function linksOf({ path, text }: Document): Link[] {
	const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
	const markdown = [...prose.matchAll(/\]\(([^)\s]+)\)/g)];
	const html = [...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)];
	return [...markdown, ...html]
		.map(([, written = '']) => written)
		.filter((written) => !/^[a-z][a-z+.-]*:/i.test(written))
		.map((written) => {
			const at = written.indexOf('#');
			const file = at < 0 ? written : written.slice(0, at);
			const target = file === '' ? path : normalize(join(dirname(path), decodeURI(file)));
			return {
				written,
				path: target.replace(/\/$/, ''),
				...(at >= 0 && { anchor: decodeURI(written.slice(at + 1)) }),
			};
		});
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf({ text }: Document): string[] {
	const seen = new Map<string, number>();
	return [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
		const anchor = heading
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-');
		const before = seen.get(anchor) ?? 0;
		seen.set(anchor, before + 1);
		return before === 0 ? anchor : `${anchor}-${before}`;
	});
}

/** The cells of a document's tables, row by row, without the lines between head and body. */
export function tableRows({ text }: Document): string[][] {
	return withoutCode(text)
		.split('\n')
		.filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
		.map((line) =>
			line
				.slice(1, -1)
				.split('|')
				.map((cell) => cell.trim()),
		);
}

/** The rows of tables that have more or fewer cells than their head: the rest is not shown, or is missing. */
export function unevenRows({ path, text }: Document): string[] {
	const widthOf = (row: string) => row.replaceAll('\\|', '').split('|').length;
	const tables = withoutCode(text).match(/^\|.*(?:\n\|.*)*/gm) ?? [];
	return tables.flatMap((table) => {
		const [head = '', ...rows] = table.split('\n');
		const uneven = rows.filter((row) => widthOf(row) !== widthOf(head));
		return uneven.map((row) => `${path}: ${row}`);
	});
}
