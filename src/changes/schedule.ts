/**
 * The cron expression for a look every so many minutes, with a second and a minute to begin at that
 * differ from one trigger to the next: all users together must not call at full minutes.
 *
 * @param minutes less than one means seconds; more than 60 are taken for 60
 * @param random 0 to 1
 */
export function everyMinutes(minutes: number, random: () => number = Math.random): string {
	if (minutes < 1) return `*/${Math.max(1, Math.round(minutes * 60))} * * * * *`;
	const step = Math.min(60, Math.round(minutes));
	const second = Math.floor(random() * 60);
	const first = Math.floor(random() * step);
	const times = Array.from({ length: Math.floor(60 / step) }, (_, index) => first + index * step);
	return `${second} ${times.join(',')} * * * *`;
}
