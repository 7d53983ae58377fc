import { standardOperations, type Resource } from '../resource';

export const lumpSumService: Resource = {
	value: 'lumpSumService',
	name: 'Lump Sum Service',
	operations: standardOperations({
		one: 'a lump sum service',
		many: 'lump sum services',
		ids: {
			create: 'createLumpSumServiceV4',
			delete: 'deleteLumpSumServiceByIdV4',
			get: 'getLumpSumServiceByIdV4',
			getAll: 'getLumpSumServicesV4',
			update: 'updateLumpSumServiceByIdV4',
		},
	}),
};
