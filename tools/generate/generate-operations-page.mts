import { renderOperationsPage } from './operations-page.mjs';
import { writeAll } from './write.mjs';

// The second half of `npm run generate`, on the table as it is compiled by then.
writeAll(await renderOperationsPage());
