import { standardOperations, type Resource } from '../resource';

export const service: Resource = {
	value: 'service',
	name: 'Service',
	operations: standardOperations({
		one: 'a service',
		many: 'services',
		ids: {
			create: 'createServiceV4',
			delete: 'deleteServiceByIdV4',
			get: 'getServiceByIdV4',
			getAll: 'getServicesV4',
			update: 'updateServiceByIdV4',
		},
	}),
};
