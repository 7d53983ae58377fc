import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The ways in which a value may stand in a log, a database or an answer. */
function formsOf(value: string): Buffer[] {
	const bytes = Buffer.from(value);
	const texts = [
		value,
		encodeURIComponent(value),
		JSON.stringify(value).slice(1, -1),
		bytes.toString('hex'),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
		bytes.toString('utf16le'),
	];
	return [...new Set(texts)].map((text) => Buffer.from(text));
}

/** In which of the named texts and bytes the value stands, in whatever form. */
export function tracesIn(places: ReadonlyMap<string, Buffer>, value: string): string[] {
	const forms = formsOf(value);
	return [...places]
		.filter(([, content]) => forms.some((form) => content.includes(form)))
		.map(([name]) => name);
}

/** Every file below a folder, by its relative path; what is linked into it is not followed. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const read = files.map(async ({ parentPath, name }): Promise<[string, Buffer]> => {
		const path = join(parentPath, name);
		return [relative(folder, path), await readFile(path)];
	});
	return new Map(await Promise.all(read));
}
