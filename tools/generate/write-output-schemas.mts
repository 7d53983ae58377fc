import { outputSchemas } from './output-schemas.mjs';
import { writeAll } from './write.mjs';

// The last step of `npm run build`: n8n-node has wiped and filled the folder by then.
const texts = [...outputSchemas()].map(
	([path, schema]) => [`dist/${path}`, JSON.stringify(schema)] as const,
);
writeAll(new Map(texts));
