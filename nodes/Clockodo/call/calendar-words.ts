import { ownValue } from '../../../src/clockodo/values';

const numbered = (words: string, first: number): Record<string, number> =>
	Object.fromEntries(
		words
			.trim()
			.split(/\s+/)
			.flatMap((same, index) => same.split('/').map((word) => [word, index + first])),
	);

const months = numbered(
	`jan/januar/january/jän/jänner feb/februar/february mar/march/mär/mrz/märz/maerz apr/april may/mai
	jun/juni/june jul/juli/july aug/august sep/sept/september oct/okt/october/oktober
	nov/november dec/dez/december/dezember`,
	1,
);

const weekdays = numbered(
	`sun/sunday/so/sonntag mon/monday/mo/montag tue/tues/tuesday/di/dienstag wed/wednesday/mi/mittwoch
	thu/thur/thurs/thursday/do/donnerstag fri/friday/fr/freitag sat/saturday/sa/samstag/sonnabend`,
	0,
);

/** The number of a month, from 1, by its English or German name or a usual short form of it. */
export function readMonth(word: string): number | undefined {
	return ownValue(months, word.toLowerCase());
}

/** The number of a weekday, Sunday being 0, by its English or German name or a usual short form of it. */
export function readWeekday(word: string): number | undefined {
	return ownValue(weekdays, word.toLowerCase());
}
