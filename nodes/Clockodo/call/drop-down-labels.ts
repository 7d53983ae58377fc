import { tryToParseDateTime, type IDataObject } from 'n8n-workflow';
import { outcomeOf, outcomeOfSync } from '../../../src/clockodo/outcome';
import { lists, type List, type NameSource, type Surroundings } from '../table/lists';
import { readWhole, type Question, type Reader } from './drop-down-items';

/** One line of a drop-down. */
export interface Line {
	name: string;
	value: number;
}

/** What the labels of one request need. */
export interface Labelling {
	reader: Reader;
	/** IANA name of the time zone that times are shown in. */
	timeZone: string;
	/** The operation that is chosen in the panel. */
	operation: unknown;
	/** Lists of names that were read already. */
	names: Map<NameSource, Map<string, IDataObject>>;
}

/** The resources in words and in the order of the drop-down. */
export async function linesOf(
	items: readonly IDataObject[],
	question: Question,
	labelling: Labelling,
): Promise<Line[]> {
	const { list } = question;
	const labels = await labelsOf(items, question, labelling);
	const named = items.map((item, index) => {
		const state = list.state?.(item);
		const label = labels[index] ?? '';
		return { item, name: state ? `${label} (${state})` : label };
	});
	const times = new Map<string, number>();
	for (const each of named) times.set(each.name, (times.get(each.name) ?? 0) + 1);
	return inOrder(named, list, labelling.operation).map(({ item, name }) => {
		const isUnique = times.get(name) === 1;
		return { name: isUnique ? name : `${name}, ID ${String(item.id)}`, value: Number(item.id) };
	});
}

/** The lines that hold the text, in small or capital letters. */
export function matching(lines: Line[], filter = ''): Line[] {
	const text = folded(filter.trim());
	return text === '' ? lines : lines.filter(({ name }) => folded(name).includes(text));
}

/** Composed and decomposed letters are the same to people. */
function folded(text: string): string {
	return text.normalize('NFC').toLowerCase();
}

/** Labels say themselves what they look up: they are made again until everything that they ask for is there. */
async function labelsOf(
	items: readonly IDataObject[],
	{ list, isNarrowed }: Question,
	{ reader, timeZone, names }: Labelling,
): Promise<string[]> {
	for (;;) {
		const missing = new Set<NameSource>();
		const around: Surroundings = {
			find(source, id) {
				if (!names.has(source)) missing.add(source);
				return names.get(source)?.get(String(id));
			},
			time: (moment) => localTime(moment, timeZone),
			isNarrowed,
		};
		const labels = items.map((item) => list.label(item, around));
		if (missing.size === 0) return labels;
		await Promise.all(
			[...missing].map(async (source) => names.set(source, await readNames(reader, source))),
		);
	}
}

/** A list of names that the user may not see leaves the numbers. */
async function readNames(reader: Reader, source: NameSource): Promise<Map<string, IDataObject>> {
	const { operation } = lists[source];
	const read = await outcomeOf(async () => await readWhole(reader, operation(), {}));
	return new Map((read.ok ? read.value : []).map((item) => [String(item.id), item]));
}

function localTime(moment: unknown, timeZone: string): string {
	const parsed = outcomeOfSync(() => tryToParseDateTime(moment, timeZone).setZone(timeZone));
	return parsed.ok && parsed.value.isValid
		? parsed.value.toFormat('yyyy-MM-dd HH:mm')
		: String(moment);
}

interface Named {
	item: IDataObject;
	name: string;
}

/** As people sort names: capitals like small letters, Ä like A, 9 before 10. */
let collator: Intl.Collator | undefined;
/** Made when the first drop-down is shown: its tables take longer to load than most of this package. */
const byPeople = (): Intl.Collator =>
	(collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' }));

function inOrder(named: Named[], { rank, newest, isInOrder }: List, operation: unknown): Named[] {
	if (isInOrder) return named;
	const { compare } = byPeople();
	const order = (one: Named, other: Named): number => {
		const ranks = rank ? rank(one.item, operation) - rank(other.item, operation) : 0;
		if (ranks !== 0 || !newest) return ranks || compare(one.name, other.name);
		const [first, second] = [newest(one.item), newest(other.item)];
		if (first !== second) return first > second ? -1 : 1;
		return Number(other.item.id) - Number(one.item.id);
	};
	return [...named].sort(order);
}
