import { execa } from 'execa';

import { ensureHost } from '../../host/host.mjs';

/** n8n's own Node reads the file: it has SQLite built in, which the Node of the tests need not have. */
const SCRIPT = `const { DatabaseSync } = require('node:sqlite');
const [file, sql, values] = process.argv.slice(1);
const database = new DatabaseSync(file, { readOnly: true });
database.exec('PRAGMA busy_timeout = 5000');
process.stdout.write(JSON.stringify(database.prepare(sql).all(JSON.parse(values))));`;

/**
 * One statement in the SQLite database of an n8n, which may be running or not.
 *
 * @param values of `$1`, `$2` and so on in it
 */
export async function readSqlite<Row extends object>(
	folder: string,
	sql: string,
	values: Array<string | number> = [],
): Promise<Row[]> {
	const { node } = await ensureHost();
	const file = `${folder}/.n8n/database.sqlite`;
	const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
	const args = ['--no-warnings', '-e', SCRIPT, file, sql, JSON.stringify(named)];
	const { stdout } = await execa(node, args, { maxBuffer: 1e9 });
	return JSON.parse(stdout) as Row[];
}
