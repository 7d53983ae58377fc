import { beyondDescription } from './beyond-description.mjs';
import { crudHandlers } from './crud.mjs';
import type { Handlers, Resource } from './resource.mjs';

/** What is paid more at night, on Sundays and on holidays; the API only shows them. */
const surchargeModels: Resource = {
	collection: 'surchargeModels',
	path: '/v2/surchargeModels',
	vendorName: 'surcharge_models',
	defaults: () => ({}),
};

export const surchargeModelHandlers: Handlers = crudHandlers(
	surchargeModels,
	beyondDescription.operations,
);
