import { projectRoot } from '../../host/project.mjs';
import { bundle } from './bundle.mjs';

// A step of `npm run build`: n8n-node has wiped and filled the folder by then.
await bundle(projectRoot());
