import type { Figures } from './bench.mjs';
import { significant, type Spread } from './statistics.mjs';

type Quantities = Record<string, Spread>;
type Sides = Record<string, Quantities>;

/** The Markdown of the figures; a benchmark that never ran has none. */
export function tables(all: Figures[]): string[] {
	const find = (name: string) => all.find(({ bench }) => bench === name);
	const sections: Array<[string, string, (figures: Figures) => string[]]> = [
		['answering', 'Answering', answering],
		['rejecting', 'Rejecting', rejecting],
		['duplicates', 'Duplicates', duplicates],
		['fetching', 'Fetching', fetching],
		['batch', 'Batches and lists', batch],
		['looks', 'Looks', looks],
		['looking', 'Answering while looking', looking],
		['queue', 'Queue mode', queue],
		['weight', 'Weight', weight],
	];
	return sections.flatMap(([name, title, render]) => {
		const figures = find(name);
		if (!figures) return [];
		const origin = `n8n ${String(figures.n8n)}, ${String(figures.machine)}, ${String(figures.date)}.`;
		return [`### ${title}`, '', ...render(figures), '', origin, ''];
	});
}

const show = ({ median, lowest, highest }: Spread) => `${median} (${lowest} – ${highest})`;

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

function table(head: string[], rows: string[][]): string[] {
	return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}

const sideNames: Record<string, string> = {
	clockodo: 'Clockodo Trigger',
	webhook: 'Webhook node',
	usual: 'Usual design',
	against_webhook: 'Ratio to the Webhook node',
	against_usual: 'Ratio to the usual design',
};

function comparison(sides: Sides, quantities: Record<string, string>): string[] {
	const named = Object.keys(sideNames).filter((side) => side in sides);
	return table(
		['', ...Object.values(quantities)],
		named.map((side) => [
			sideNames[side],
			...Object.keys(quantities).map((quantity) => show(sides[side][quantity])),
		]),
	);
}

const answered = { rate: 'Answers a second', p50: 'p50, ms', p99: 'p99, ms' };

function answering(figures: Figures): string[] {
	const quantities = {
		...answered,
		executed: 'Executions a second',
		cpu: 'Processor, ms a request',
	};
	return [
		`${String(figures.rounds)} rounds; median (lowest – highest). Full load, ${String(figures.connections)} connections without a pause:`,
		'',
		...comparison(figures.full as Sides, quantities),
		'',
		`${String(figures.steady_rate)} notifications a second:`,
		'',
		...comparison(figures.steady as Sides, quantities),
	];
}

function rejecting(figures: Figures): string[] {
	return [
		`${String(figures.rounds)} rounds of ${String(figures.amount)} requests; median (lowest – highest):`,
		'',
		...comparison(figures as unknown as Sides, { ...answered, cpu: 'Processor, ms a request' }),
	];
}

function duplicates(figures: Figures): string[] {
	const calls = figures.calls as Array<{ entries: number; ms: Spread }>;
	return table(
		['Entries in n8n’s table', 'One call, ms: median', 'lowest', 'highest'],
		calls.map(({ entries, ms }) => [
			String(entries),
			String(ms.median),
			String(ms.lowest),
			String(ms.highest),
		]),
	);
}

function fetching(figures: Figures): string[] {
	const single = Object.entries(figures.entities as Record<string, number>);
	const listed = figures.listed as Record<string, string | number>;
	return table(
		['Resource', 'Requests to the API for one event'],
		[
			...single.map(([name, count]) => [`\`${name}\``, String(count)]),
			[
				`\`${listed.entity}\`, one of the newest ${listed.recent_ids} of ${listed.stored}`,
				`${listed.recent_mean} on average, ${listed.recent_most} at most`,
			],
			[
				`\`${listed.entity}\`, any of ${listed.stored}, or a missing one`,
				`${listed.any_mean} on average, ${listed.any_most} at most`,
			],
		],
	);
}

function batch(figures: Figures): string[] {
	interface Compared {
		items: number;
		clockodo: Quantities;
		http: Quantities;
		against_http: Spread;
	}
	type Once = Record<'seconds' | 'memory_mb' | 'refused' | 'results', number>;
	const {
		reads,
		list,
		over_limit: many,
	} = figures as unknown as {
		reads: Compared;
		list: Compared;
		over_limit: { items: number; clockodo: Once; http: Once };
	};
	const compared = (what: string, { clockodo, http, against_http: ratio }: Compared) => [
		[`${what}, ms`, show(clockodo.ms), show(http.ms), show(ratio)],
		[`n8n’s memory meanwhile, MB`, show(clockodo.memory_mb), show(http.memory_mb), ''],
	];
	const once = ({ seconds, refused, results, memory_mb: memory }: Once) =>
		`${seconds} s, ${refused} refused, ${results} results, ${memory} MB`;
	return [
		`${String(figures.rounds)} rounds, ${String(figures.delay)} ms an answer; median (lowest – highest):`,
		'',
		...table(
			['', 'Clockodo node', 'HTTP Request node', 'Ratio'],
			[
				...compared(`${reads.items} items that read`, reads),
				...compared('Return All of 10,000 entries, pages of 1,000', list),
				[
					`${many.items} items that read, of which the API allows 900 a minute; once`,
					once(many.clockodo),
					once(many.http),
					'',
				],
			],
		),
	];
}

interface LookFigures {
	companies: Array<
		{ people: number; things: number } & Record<
			'all' | 'without_entries' | 'entries',
			{ requests: number; bytes: number; fits: boolean }
		>
	>;
	many: Record<'parse_ms' | 'look_ms' | 'against_parse', Spread> &
		Record<
			| 'things'
			| 'answers_mb'
			| 'memory_against_answers'
			| 'kept_against_answers'
			| 'bytes_a_thing'
			| 'bytes_a_thing_far_apart',
			number
		>;
}

function looks(figures: Figures): string[] {
	const { companies, many } = figures as unknown as LookFigures;
	const remembered = ({ bytes, fits }: { bytes: number; fits: boolean }) =>
		`${(bytes / 1000).toFixed(1)} kB${fits ? '' : ', too much'}`;
	return [
		'Requests a look, with entries of 35 days, and what is remembered of it (64 kB at most):',
		'',
		...table(
			[
				'People',
				'Things',
				'Everything',
				'Without entries',
				'Remembered',
				'Entries alone',
				'Remembered',
			],
			companies.map(({ people, things, all, without_entries: others, entries }) => [
				String(people),
				String(things),
				String(all.requests),
				String(others.requests),
				remembered(others),
				String(entries.requests),
				remembered(entries),
			]),
		),
		'',
		`A look at ${many.things} entries, one in a hundred changed; ${String(figures.rounds)} rounds, median (lowest – highest):`,
		'',
		...table(
			['What', 'How much'],
			[
				['JSON.parse of the answers, ms', show(many.parse_ms)],
				['Marks, comparison and snapshot, ms', show(many.look_ms)],
				['Ratio', show(many.against_parse)],
				[
					'Memory before the last page, ratio to the parsed answers',
					String(many.memory_against_answers),
				],
				['Memory afterwards, ratio to the parsed answers', String(many.kept_against_answers)],
				['Snapshot, bytes a thing: IDs one after the other', String(many.bytes_a_thing)],
				['Snapshot, bytes a thing: IDs a thousand apart', String(many.bytes_a_thing_far_apart)],
			],
		),
	];
}

function looking(figures: Figures): string[] {
	const answers = figures as unknown as {
		rounds: number;
		amount: number;
		things: number;
		rate: number;
		share_under_way: Spread;
	} & Sides;
	const share = significant(answers.share_under_way.median * 100, 2);
	return [
		`${answers.rounds} rounds of ${answers.amount} notifications, ${answers.rate} a second, while another trigger looks at ${answers.things} entries every two seconds (requests of a look are under way ${share} % of the time); median (lowest – highest):`,
		'',
		...table(
			['', 'p50, ms', 'p99, ms'],
			[
				['Looking', show(answers.looking.p50), show(answers.looking.p99)],
				['Not looking', show(answers.alone.p50), show(answers.alone.p99)],
				['Ratio', show(answers.against_alone.p50), show(answers.against_alone.p99)],
			],
		),
	];
}

function queue(figures: Figures): string[] {
	const settings = figures.settings as Array<{ webhookProcesses: number; workers: number } & Sides>;
	return table(
		[
			'Webhook processes',
			'Workers',
			'Answers a second',
			'Webhook node',
			'Ratio',
			'Executions a second',
			'Webhook node',
			'Ratio',
		],
		settings.map(({ webhookProcesses, workers, clockodo, webhook, against_webhook: ratio }) => [
			String(webhookProcesses),
			String(workers),
			...['answered', 'executed'].flatMap((quantity) =>
				[clockodo, webhook, ratio].map((side) => show(side[quantity])),
			),
		]),
	);
}

function weight(figures: Figures): string[] {
	const kilobytes = (bytes: unknown) => `${(Number(bytes) / 1000).toFixed(1)} kB`;
	return table(
		['What', 'How much'],
		[
			['Package, packed', kilobytes(figures.packed_bytes)],
			[
				'Package, unpacked',
				`${kilobytes(figures.unpacked_bytes)} in ${String(figures.files)} files`,
			],
			[
				'Code that n8n loads at its start',
				`${kilobytes(figures.loaded_bytes)} in ${String(figures.loaded_files)} files`,
			],
			['Requiring its nodes in a new process', `${show(figures.require_ms as Spread)} ms`],
			['Making them, with all of their panels', `${show(figures.make_ms as Spread)} ms`],
			[
				'Node types that the editor downloads, before compression',
				`${kilobytes(figures.node_types_bytes)}, ${(Number(figures.node_types_share) * 100).toFixed(2)} % of all`,
			],
		],
	);
}
