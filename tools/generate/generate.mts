import { renderAll } from './render.mjs';
import { readDescription } from './source.mjs';
import { writeAll } from './write.mjs';

// The first half of `npm run generate`: the table of operations, the enums and the models.
writeAll(await renderAll(readDescription()));
