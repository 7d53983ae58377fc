/** The same name for people: blanks around it, case, and how its letters are composed do not count. */
export function isSameName(one: string, other: string): boolean {
	return plain(one) === plain(other);
}

const plain = (text: string): string =>
	text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * The things whose names are most like the text, the most similar first; where none is like it, the
 * first ones.
 *
 * @param namesOf all names of one of them
 */
export function closest<Item>(
	text: string,
	items: readonly Item[],
	namesOf: (item: Item) => string[],
	atMost = 5,
): Item[] {
	const rated = items.map((item) => ({
		item,
		likeness: Math.max(0, ...namesOf(item).map((name) => likeness(text, name))),
	}));
	const alike = rated
		.filter((each) => each.likeness >= leastLikeness)
		.sort((one, other) => other.likeness - one.likeness);
	return (alike.length > 0 ? alike : rated).slice(0, atMost).map(({ item }) => item);
}

const leastLikeness = 0.3;

/** From 0 to 1, by the pairs of letters that both have (Dice's coefficient); a part of a name is much like it. */
function likeness(one: string, other: string): number {
	const [first, second] = [plain(one), plain(other)];
	if (first === '' || second === '') return 0;
	if (first.includes(second) || second.includes(first)) return 0.9;
	const [pairs, others] = [pairsOf(first), pairsOf(second)];
	const shared = [...pairs].filter((pair) => others.has(pair)).length;
	return (2 * shared) / (pairs.size + others.size);
}

function pairsOf(text: string): Set<string> {
	const ends = Array.from({ length: Math.max(1, text.length - 1) }, (_, index) => index);
	return new Set(ends.map((index) => text.slice(index, index + 2)));
}
