/**
 * Runs the action for each item, so many at the same time.
 *
 * @returns the results, in the items' order
 * @throws the first error; what is under way by then still ends by itself
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
			results[index] = await action(items[index] as Item);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
	return results;
}
