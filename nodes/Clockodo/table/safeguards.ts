import type { OwnField } from './resource';

/** The fields of what changes many entries at once: whether it is done, and what keeps it from that. */
export const safeguards: readonly OwnField[] = [
	{
		name: 'confirm',
		kind: { type: 'flag' },
		words: {
			name: 'Confirm Automatically',
			description:
				'Whether to do it at once. Off, nothing is changed, and the item says how many entries it would touch.',
		},
	},
	{
		name: 'mostEntries',
		section: 'options',
		kind: { type: 'number', whole: true, minimum: 0 },
		words: {
			name: 'Most Entries Allowed',
			description: 'The node fails and changes nothing where more entries match',
		},
	},
	{
		name: 'expectedEntries',
		section: 'options',
		kind: { type: 'number', whole: true, minimum: 0 },
		words: {
			name: 'Expected Entries',
			description:
				'The node fails and changes nothing unless exactly so many entries match, for example as many as somebody has agreed to',
		},
	},
];
