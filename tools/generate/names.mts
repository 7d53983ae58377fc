/** `LumpSumService` → `lump-sum-service`. */
export function fileName(tag: string): string {
	return tag.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

/** `LumpSumService` → `lumpSumService`. */
export function camelCase(tag: string): string {
	return tag[0].toLowerCase() + tag.slice(1);
}
