import { format, resolveConfig } from 'prettier';
import { operationsPage } from './operations-page.mjs';
import { outputSchemas } from './output-schemas.mjs';

/**
 * Text of the files that are made of the table as it is compiled, and need no description: what the
 * editor shows of the node's output, and the page of its operations.
 */
export async function renderOutput(): Promise<Map<string, string>> {
	const config = await resolveConfig('package.json', { config: '.prettierrc.cjs' });
	const sources: Array<[string, string]> = [
		...[...outputSchemas()].map(([path, schema]): [string, string] => [
			path,
			JSON.stringify(schema),
		]),
		['docs/operations.md', operationsPage()],
	];
	const entries = sources.map(
		async ([path, text]) => [path, await format(text, { ...config, filepath: path })] as const,
	);
	return new Map(await Promise.all(entries));
}
