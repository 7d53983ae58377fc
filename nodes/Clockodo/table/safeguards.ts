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
			description: 'Where more match, the node fails and nothing is changed',
		},
	},
	{
		name: 'expectedEntries',
		section: 'options',
		kind: { type: 'number', whole: true, minimum: 0 },
		words: {
			name: 'Expected Entries',
			description: 'Unless exactly so many match, the node fails and nothing is changed',
		},
	},
];
