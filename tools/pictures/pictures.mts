/**
 * Makes the pictures of docs/images anew: `npm run pictures` all of them, `-- film`, `-- guide` or
 * `-- templates` some. Tests never write them.
 */
import { firstFlowFilm } from './film.mjs';
import { guidePictures } from './guide.mjs';
import { templatePictures } from './template-pictures.mjs';

const sorts: Readonly<Record<string, () => Promise<void>>> = {
	film: firstFlowFilm,
	guide: guidePictures,
	templates: templatePictures,
};

const given = process.argv.slice(2);
const unknown = given.filter((name) => !(name in sorts));
if (unknown.length > 0) {
	throw new Error(
		`There are pictures of ${Object.keys(sorts).join(', ')}, not of ${unknown.join(', ')}`,
	);
}
for (const [name, make] of Object.entries(sorts)) {
	if (given.length === 0 || given.includes(name)) await make();
}
