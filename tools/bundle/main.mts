import { cwd } from 'node:process';
import { bundle } from './bundle.mjs';

// A step of `npm run build`: n8n-node has wiped and filled the folder by then.
await bundle(cwd());
