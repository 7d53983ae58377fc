import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import UPNG from 'upng-js';

/** Enough for pages of text; a fraction of the size of full colour. */
const COLOURS = 96;

/** Writes a screenshot with few colours, and says where. */
export async function writePicture(file: string, screenshot: Buffer): Promise<void> {
	const { width, height, ...image } = UPNG.decode(toArrayBuffer(screenshot));
	const pixels = UPNG.toRGBA8({ width, height, ...image })[0];
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, Buffer.from(UPNG.encode([pixels], width, height, COLOURS)));
	console.log(file);
}

function toArrayBuffer(buffer: Buffer): ArrayBuffer {
	return new Uint8Array(buffer).buffer;
}
