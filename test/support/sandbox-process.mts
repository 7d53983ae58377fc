import { startSandbox } from '../../sandbox/server.mjs';

/** A sandbox in a process of its own, for tests that end it without a warning. */
const [dataFile] = process.argv.slice(2);
const sandbox = await startSandbox({ dataFile, timings: { writeDelay: 0 } });
process.send?.({ apiUrl: sandbox.apiUrl, credentials: sandbox.credentials });
