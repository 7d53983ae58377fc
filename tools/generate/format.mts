import { format, resolveConfig } from 'prettier';

/** The texts as prettier formats them in this project, by their paths, whose endings say what they are. */
export async function formatAll(sources: Map<string, string>): Promise<Map<string, string>> {
	const config = await resolveConfig('package.json', { config: '.prettierrc.cjs' });
	const entries = [...sources].map(
		async ([path, text]) => [path, await format(text, { ...config, filepath: path })] as const,
	);
	return new Map(await Promise.all(entries));
}
