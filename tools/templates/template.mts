/**
 * How a template is put together: its nodes, the ways between them, the notes that explain it, and
 * where everything stands on the canvas.
 */
import { createHash } from 'node:crypto';

import type { IConnections, INode, IWorkflowSettings, NodeConnectionType } from 'n8n-workflow';

/** A node without what the layout and the template give it. */
export type Step = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;

/** A way from an output of a node to a node. */
export interface Way {
	from: string;
	to: string;
	/** Counted from 0. */
	output: number;
	type: NodeConnectionType;
}

/** What a template is written down as. */
export interface TemplateSource {
	/** Of the file in examples/templates, without its ending. */
	file: string;
	/** As it stands in n8n's list of workflows, behind 'Clockodo: '. */
	name: string;
	/** What somebody wants who looks for it: one sentence, for the gallery and the first note. */
	need: string;
	/** What the person who imports it has to choose or enter, one line each. */
	fillIn: readonly string[];
	/** What the account and the user of the API key must have. */
	needs: string;
	steps: readonly Step[];
	ways: ReadonlyArray<readonly Way[]>;
	/** Short notes below nodes, by the node's name. */
	hints?: Readonly<Record<string, string>>;
}

/** A workflow as n8n imports it, and what the gallery tells of it. */
export interface Template extends Pick<TemplateSource, 'file' | 'need' | 'needs'> {
	workflow: TemplateWorkflow;
}

/** The content of a file in examples/templates. */
export interface TemplateWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
	pinData: Record<string, never>;
}

/** From the first to the last, each at its first output. */
export function path(...names: string[]): Way[] {
	return names
		.slice(1)
		.map((to, index) => ({ from: names[index] ?? to, to, output: 0, type: 'main' }));
}

/** From another output than the first. */
export function from(name: string, output: number, to: string, ...names: string[]): Way[] {
	return [{ from: name, to, output, type: 'main' }, ...path(to, ...names)];
}

/** What an agent is given: its model, its memory or a tool. */
export function serves(
	type: 'ai_languageModel' | 'ai_memory' | 'ai_tool',
	agent: string,
	...names: string[]
): Way[] {
	return names.map((name) => ({ from: name, to: agent, output: 0, type }));
}

/** The workflow with everything that n8n wants of one; the same source gives the same file. */
export function template(source: TemplateSource): Template {
	const ways = source.ways.flat();
	const places = placed(source.steps, ways);
	const nodes = source.steps.map(
		(step): INode => ({
			...step,
			id: idOf(source.file, step.name),
			position: places.get(step.name) ?? [0, 0],
		}),
	);
	const name = `Clockodo: ${source.name}`;
	const { file, need, needs } = source;
	const workflow: TemplateWorkflow = {
		name,
		nodes: [...notes(source, places), ...nodes],
		connections: connected(ways),
		// Days, weeks and hours of the clock are those of this zone.
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
		pinData: {},
	};
	return { file, need, needs, workflow };
}

/** A UUID that stays the same as long as the node has its name. */
function idOf(file: string, name: string): string {
	const digits = createHash('sha256').update(`${file}/${name}`).digest('hex');
	const parts = [
		digits.slice(0, 8),
		digits.slice(8, 12),
		`4${digits.slice(13, 16)}`,
		`8${digits.slice(17, 20)}`,
		digits.slice(20, 32),
	];
	return parts.join('-');
}

function connected(ways: readonly Way[]): IConnections {
	const connections: IConnections = {};
	for (const { from: start, to, output, type } of ways) {
		const ofNode = (connections[start] ??= {});
		const outputs = (ofNode[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type, index: 0 });
	}
	return connections;
}

/** Pixels of n8n's canvas. */
const COLUMN = 240;
const ROW = 300;

/** Columns from left to right along the ways; what serves an agent stands below it. */
function placed(steps: readonly Step[], ways: readonly Way[]): Map<string, [number, number]> {
	const columns = new Map(steps.map(({ name }) => [name, 0]));
	const main = ways.filter(({ type }) => type === 'main');
	for (let round = 0; round < steps.length; round++) {
		for (const { from: start, to } of main) {
			columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(start) ?? 0) + 1));
		}
	}
	const servants = ways.filter(({ type }) => type !== 'main');
	servants.forEach(({ from: name, to }, index) => {
		columns.set(name, (columns.get(to) ?? 0) + index);
	});
	const rows = rowsOf(steps, main, columns);
	const places = steps.map(({ name }): [string, [number, number]] => {
		const isServant = servants.some((way) => way.from === name);
		const row = isServant ? 1 : (rows.get(name) ?? 0);
		return [name, [(columns.get(name) ?? 0) * COLUMN, row * ROW]];
	});
	return new Map(places);
}

/** What follows a node stands beside it, its further outputs below; where that is taken, further below. */
function rowsOf(
	steps: readonly Step[],
	ways: readonly Way[],
	columns: ReadonlyMap<string, number>,
): Map<string, number> {
	const rows = new Map<string, number>();
	const place = (name: string, wanted: number) => {
		const column = columns.get(name);
		const taken = [...rows]
			.filter(([other]) => columns.get(other) === column)
			.map(([, row]) => row);
		let row = wanted;
		while (taken.includes(row)) row += 1;
		rows.set(name, row);
	};
	const follow = (name: string) => {
		const outgoing = ways.filter((way) => way.from === name);
		for (const [index, { to }] of outgoing.entries()) {
			if (rows.has(to)) continue;
			place(to, (rows.get(name) ?? 0) + index);
			follow(to);
		}
	};
	for (const { name } of steps) {
		if (ways.some(({ to }) => to === name)) continue;
		place(name, 0);
		follow(name);
	}
	return rows;
}

const YELLOW = 1;
const GREEN = 4;
const GREY = 7;

function notes(source: TemplateSource, places: Map<string, [number, number]>): INode[] {
	const lines = source.fillIn.map((line, index) => `${index + 1}. ${line}`);
	const title = `${source.name.charAt(0).toUpperCase()}${source.name.slice(1)}`;
	const text = [source.need, `**Needs:** ${source.needs}`];
	const height = Math.max(heightOf([title, ...text], 400), heightOf(['', ...lines], 520)) + 50;
	const top = -height - 60;
	const what = note(source.file, 'What It Does', {
		content: [`## ${title}`, ...text].join('\n\n'),
		size: [400, height],
		position: [-60, top],
		colour: YELLOW,
	});
	const todo = note(source.file, 'Fill In', {
		content: ['## Fill in', ...lines].join('\n'),
		size: [520, height],
		position: [360, top],
		colour: GREEN,
	});
	const hints = Object.entries(source.hints ?? {}).map(([name, content]) => {
		const place = places.get(name);
		if (place === undefined) throw new Error(`${source.file} has no node '${name}' for its hint`);
		return note(source.file, `About ${name}`, {
			content,
			size: [220, heightOf([content], 220)],
			position: [place[0] - 60, place[1] + 140],
			colour: GREY,
		});
	});
	return [what, todo, ...hints];
}

/** Pixels that texts need in a note of that width, each beginning a line; rather too many. */
function heightOf(texts: readonly string[], width: number): number {
	const inLine = (width - 40) / 7;
	const lines = texts.map((text) => Math.max(1, Math.ceil(text.length / inLine)));
	return 40 + texts.length * 10 + 20 * lines.reduce((sum, count) => sum + count, 0);
}

interface Note {
	content: string;
	size: [number, number];
	position: [number, number];
	colour: number;
}

function note(file: string, name: string, { content, size, position, colour }: Note): INode {
	return {
		parameters: { content, width: size[0], height: size[1], color: colour },
		id: idOf(file, name),
		name,
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position,
	};
}
