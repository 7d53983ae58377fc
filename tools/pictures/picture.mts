import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import UPNG from 'upng-js';

/** Enough for pages of text; a fraction of the size of full colour. */
const COLOURS = 96;

/** One picture of a film. */
export interface Frame {
	png: Buffer;
	/** How long it is seen. */
	milliseconds: number;
}

/** Writes a screenshot with few colours, and says where. */
export async function writePicture(file: string, screenshot: Buffer): Promise<void> {
	await writeFilm(file, [{ png: screenshot, milliseconds: 0 }]);
}

/** Writes pictures of one size as one file, an animated PNG where there are several, and says where. */
export async function writeFilm(file: string, frames: readonly Frame[]): Promise<void> {
	const images = frames.map(({ png }) => UPNG.decode(toArrayBuffer(png)));
	const [first] = images;
	const pixels = images.flatMap((image) => UPNG.toRGBA8(image).slice(0, 1));
	const delays = frames.map(({ milliseconds }) => milliseconds);
	const bytes =
		frames.length > 1
			? UPNG.encode(pixels, first.width, first.height, COLOURS, delays)
			: UPNG.encode(pixels, first.width, first.height, COLOURS);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, Buffer.from(bytes));
	console.log(file);
}

function toArrayBuffer(buffer: Buffer): ArrayBuffer {
	return new Uint8Array(buffer).buffer;
}
