/**
 * What the scenarios call the things that they make. The API wants a name once only, and people read
 * them: so they come one after another from a list, and get a number when the list is used up.
 */
const words = {
	customer: ['Hafencafé', 'Buchhandlung Elbufer', 'Praxis Dr. Lindner', 'Tischlerei Harms'],
	project: ['Frühjahrskampagne', 'Messeauftritt', 'Imagefilm', 'Produktkatalog', 'Sommerfest'],
	subproject: ['Fotostrecke', 'Textfassung', 'Druckvorlagen'],
	service: ['Fotografie', 'Textredaktion', 'Beratung', 'Schulung'],
	team: ['Redaktion', 'Fotografie', 'Beratung', 'Produktion'],
	lumpSumService: ['Anfahrt', 'Expresszuschlag', 'Probedruck'],
	nonbusinessGroup: ['Feiertage in Bremen', 'Feiertage in Hessen', 'Feiertage in Bayern'],
} as const;

const firstNames = ['Kim', 'Noah', 'Ida', 'Ole', 'Marie', 'Finn', 'Greta', 'Tim'];
const familyNames = ['Petersen', 'Albers', 'Jansen', 'Lorenz', 'Voss', 'Winter', 'Claasen'];

type Kind = keyof typeof words;

/** Of this process: so that two scenarios that begin at once have a name each. */
const given = new Map<Kind | 'person', number>();

/** A name that this process has not given yet: `Messeauftritt`, and one day `Messeauftritt 2`. */
export function newName(kind: Kind): string {
	const number = nextNumber(kind);
	const list = words[kind];
	return numbered(list[number % list.length], Math.floor(number / list.length));
}

/** Somebody who was not there yet, with a mailbox and a staff number of their own. */
export function newPerson(): { name: string; mailbox: string; number: string } {
	const number = nextNumber('person');
	// 8 and 7 have no common factor: all pairs come before one comes again.
	const first = firstNames[number % firstNames.length];
	const family = familyNames[number % familyNames.length];
	const name = numbered(
		`${first} ${family}`,
		Math.floor(number / (firstNames.length * familyNames.length)),
	);
	return {
		name,
		mailbox: name.toLowerCase().replaceAll(' ', '.'),
		number: `MA-${String(number + 11)}`,
	};
}

function nextNumber(kind: Kind | 'person'): number {
	const number = given.get(kind) ?? 0;
	given.set(kind, number + 1);
	return number;
}

function numbered(name: string, round: number): string {
	return round === 0 ? name : `${name} ${String(round + 1)}`;
}

/** How the API says that a name, or an e-mail address, is another one's already. */
const TAKEN = /There is already an? .+ with this name|Email is not available/;

/** More names than one data file will ever hold. */
const PATIENCE = 10_000;

/**
 * Tries again, with the next names, where one is taken: an earlier process may have given it.
 *
 * @throws whatever else the attempt throws
 */
export async function withFreeNames<Result>(attempt: () => Promise<Result>): Promise<Result> {
	for (let left = PATIENCE; ; left--) {
		try {
			return await attempt();
		} catch (error) {
			if (left === 0 || !(error instanceof Error && TAKEN.test(error.message))) throw error;
		}
	}
}
