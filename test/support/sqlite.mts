import { execa } from 'execa';
import { parse } from 'flatted';
import type { ExecutionStatus, IRunExecutionData } from 'n8n-workflow';

import { ensureHost } from '../../host/host.mjs';

/** One execution as it stands in n8n's database. */
export interface ExecutionRow {
	id: number;
	status: ExecutionStatus;
	mode: string;
	data: string;
}

/** n8n's own Node reads the file: it has SQLite built in, which the Node of the tests need not have. */
const SCRIPT = `const { DatabaseSync } = require('node:sqlite');
const [file, sql, ...values] = process.argv.slice(1);
const database = new DatabaseSync(file, { readOnly: true });
database.exec('PRAGMA busy_timeout = 5000');
process.stdout.write(JSON.stringify(database.prepare(sql).all(...values)));`;

/** One statement in the SQLite database of an n8n, which may be running or not. */
export async function readSqlite<Row>(
	folder: string,
	sql: string,
	values: Array<string | number> = [],
): Promise<Row[]> {
	const { node } = await ensureHost();
	const file = `${folder}/.n8n/database.sqlite`;
	const args = ['--no-warnings', '-e', SCRIPT, file, sql, ...values.map(String)];
	const { stdout } = await execa(node, args, { maxBuffer: 1e9 });
	return JSON.parse(stdout) as Row[];
}

export function dataOf({ data }: ExecutionRow): IRunExecutionData {
	return parse(data) as IRunExecutionData;
}
