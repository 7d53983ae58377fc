import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { look } from '../../src/changes/look.js';
import { encodeSnapshot, largestSnapshot, type Snapshot } from '../../src/changes/snapshot.js';
import type { Api } from '../../src/clockodo/client.js';
import { entities, type EntityName } from '../../src/clockodo/entities.js';
import type { BenchOptions, Figures } from './bench.mjs';
import { companyApi, thingsOf } from './company-lists.mjs';
import { ENTRIES_A_PAGE, entryPages } from './entries-api.mjs';
import { interleave } from './rounds.mjs';
import { ratioSpread, significant, spread } from './statistics.mjs';

const COMPANIES = [20, 200, 2_000];
const MANY = 100_000;

/** What looks for changes ask of the API, and what they cost. */
export async function looks(options: BenchOptions): Promise<Figures> {
	return {
		bench: 'looks',
		rounds: options.rounds,
		companies: await requestsOfCompanies(),
		many: await lookAtMany(options),
	};
}

const everything = entities.map(({ name }) => name);

/** A look at the lists of these entities. */
async function lookOnce(api: Api, names: readonly EntityName[], now: number, base?: Snapshot) {
	return await look(api, {
		entities: names,
		base,
		since: now - 300_000,
		now,
		lookBack: 35,
		isBelieved: () => true,
	});
}

async function requestsOfCompanies() {
	const now = Date.now();
	const others = everything.filter((name) => name !== 'entry');
	const measure = async (people: number, names: readonly EntityName[]) => {
		const { api, count } = companyApi(people, now);
		const { seen } = await lookOnce(api, names, now);
		const bytes = Buffer.byteLength(encodeSnapshot(seen));
		return { requests: count(), bytes, fits: bytes <= largestSnapshot };
	};
	const companies = [];
	for (const people of COMPANIES) {
		const [all, withoutEntries, entries] = [
			await measure(people, everything),
			await measure(people, others),
			await measure(people, ['entry']),
		];
		const things = Object.values(thingsOf(people)).reduce((sum, each) => sum + each, 0);
		companies.push({ people, things, all, without_entries: withoutEntries, entries });
	}
	return companies;
}

/** A look of which one entry in a hundred has changed, beside the reading of its answers alone. */
async function lookAtMany({ rounds, log }: BenchOptions) {
	const now = Date.now();
	const before = entryPages(MANY, ENTRIES_A_PAGE, now);
	const after = before.map((page) =>
		page.replaceAll(/"id":(\d+00),([^}]*?)"text":"/g, '"id":$1,$2"text":"Changed: '),
	);
	const { seen: base } = await lookOnce(pagesApi(before).api, ['entry'], now);
	const all = await interleave(
		rounds,
		{
			look: async () => {
				const { api, parsing } = pagesApi(after);
				const started = performance.now();
				const { seen, changes } = await lookOnce(api, ['entry'], now, base);
				encodeSnapshot(seen);
				const whole = performance.now() - started;
				if (changes.length !== MANY / 100) throw new Error(`${changes.length} changes were found`);
				return { parse: parsing(), look: whole - parsing() };
			},
		},
		(round, { look: { parse, look: own } }) =>
			log(
				`looks, ${MANY} entries, round ${round}: ${own.toFixed(0)} ms, JSON.parse ${parse.toFixed(0)} ms`,
			),
	);
	const times = all.map(({ look: each }) => each);
	return {
		things: MANY,
		parse_ms: spread(times.map(({ parse }) => parse)),
		look_ms: spread(times.map(({ look: own }) => own)),
		against_parse: ratioSpread(
			times,
			({ look: own }) => own,
			({ parse }) => parse,
		),
		...(await memoryOfMany(before, base, now)),
		bytes_a_thing: significant(encodeSnapshot(base).length / MANY),
		bytes_a_thing_far_apart: significant(encodeSnapshot(farApart(base)).length / MANY),
	};
}

/** An API whose answers are these pages, and the milliseconds that their reading took. */
function pagesApi(pages: readonly string[], onPage: (page: number) => void = () => undefined) {
	let spent = 0;
	const api: Api = async ({ query }) => {
		const page = Number(query?.page);
		onPage(page);
		const started = performance.now();
		const answer = JSON.parse(pages[page - 1]) as Awaited<ReturnType<Api>>;
		spent += performance.now() - started;
		return answer;
	};
	return { api, parsing: () => spent };
}

/** The same things with IDs a thousand apart, as in a table that many accounts share. */
function farApart(snapshot: Snapshot): Snapshot {
	return new Map(
		[...snapshot].map(([name, list]) => {
			const marks = new Map([...list.marks].map(([id, mark]) => [id * 1_000, mark]));
			return [name, { ...list, highest: list.highest * 1_000, marks }];
		}),
	);
}

/** Bytes of the heap when all pages but the last have been read, and of the answers themselves. */
async function memoryOfMany(pages: readonly string[], base: Snapshot, now: number) {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const held = () => {
		collect();
		return process.memoryUsage().heapUsed;
	};
	const empty = held();
	const parsed = pages.map((page) => JSON.parse(page) as unknown);
	const answers = held() - empty;
	parsed.length = 0;
	const start = held();
	let most = 0;
	const { api } = pagesApi(pages, (page) => {
		if (page === pages.length) most = held() - start;
	});
	const { seen } = await lookOnce(api, ['entry'], now, base);
	const text = encodeSnapshot(seen);
	const kept = held() - start;
	if (seen.size + text.length < MANY) throw new Error('The snapshot is not there');
	return {
		answers_mb: significant(answers / 1e6),
		memory_against_answers: significant(most / answers),
		kept_against_answers: significant(kept / answers),
	};
}
