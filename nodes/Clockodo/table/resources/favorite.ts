import type { Resource } from '../resource';

export const favorite: Resource = {
	value: 'favorite',
	name: 'Favorite',
	operations: [
		{
			value: 'start',
			name: 'Start Clock',
			action: 'Start the clock with a favorite',
			description: 'Start the stopwatch with the customer, project and service of a favorite',
			id: 'createFavoritesStartByIdV2',
		},
	],
	fields: {
		id: { name: 'Favorite', description: 'By its ID: the API has no list of favorites' },
	},
};
