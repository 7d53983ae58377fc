/** Set to `1`, the tests run with the full number of events; without it with fewer, to save time. */
export const LONG_TESTS_VARIABLE = 'CLOCKODO_LONG_TESTS';

/** Whether the environment asks for the full form of the tests. */
export const isLong = process.env[LONG_TESTS_VARIABLE] === '1';

/** The number for the full form of a test where the environment asks for it, else the one for the short form. */
export function longOrShort(long: number, short: number): number {
	return isLong ? long : short;
}
