/** To two decimals, as the API gives money and hours. */
export function toHundredths(number: number): number {
	return Math.round(number * 100) / 100;
}
