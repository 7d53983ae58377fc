// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { integer } from './shapes';

export const favoriteOperations = (): Operation[] => [
	{
		id: 'createFavoritesStartByIdV2',
		method: 'POST',
		path: '/v2/favorites/{id}/start',
		tag: 'Favorite',
		pathParameters: { id: integer },
		answer: { of: { $ref: 'ClockStartStopV2' } },
	},
];
