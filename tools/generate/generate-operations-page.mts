import { renderOperationsPage } from './operations-page.mjs';
import { renderReadableModels } from './readable-models.mjs';
import { writeAll } from './write.mjs';

// The second half of `npm run generate`, on the table as it is compiled by then.
writeAll(new Map([...(await renderOperationsPage()), ...(await renderReadableModels())]));
