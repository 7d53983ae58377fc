import { outcomeOf } from './outcome';

/**
 * Runs the action for each item, so many at the same time.
 *
 * @returns the results, in the items' order
 * @throws the first error: nothing is begun after it, and what is under way by then still ends by itself
 */
export async function someAtOnce<Item, Result>(
	items: readonly Item[],
	atOnce: number,
	action: (item: Item) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			const outcome = await outcomeOf(async () => await action(items[index] as Item));
			if (!outcome.ok) {
				next = Infinity;
				throw outcome.error;
			}
			results[index] = outcome.value;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
	return results;
}
