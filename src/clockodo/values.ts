/** Whether the value is an object that is neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value can be the ID of a resource: a whole number from 1 that JavaScript holds exactly. */
export function isResourceId(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) > 0;
}
