/**
 * `npm run drift -- NEW.json [OPERATIONS.json]`: what a newer description of Clockodo's API has that
 * this package's tables do not have, and what in the package each touches. Changes nothing;
 * `npm run generate` takes a description over.
 */
import { readDescription } from '../generate/source.mjs';
import { driftBetween } from './compare.mjs';
import { driftReport } from './report.mjs';
import { inPackage, statedIn } from './stated.mjs';

const document = process.argv.at(2);
const list = process.argv.at(3);
if (document === undefined) {
	console.error(
		'Which description? npm run drift -- NEW.json [OPERATIONS.json]\n  NEW.json         Clockodo’s OpenAPI document, from https://docs.clockodo.com\n  OPERATIONS.json  the vendor’s list of operations, if there is one that is newer than the document',
	);
	process.exitCode = 2;
} else {
	const description = readDescription({
		CLOCKODO_OPENAPI: document,
		...(list !== undefined && { CLOCKODO_OPERATIONS: list }),
	});
	const after = statedIn(description);
	console.log(
		`Clockodo’s API as of ${description.list.specVersion} (answers of ${description.openApi.info.version}), compared with this package\n`,
	);
	console.log(driftReport(driftBetween(inPackage, after), inPackage, after));
}
