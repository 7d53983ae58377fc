import { standardOperations, type Resource } from '../resource';

export const overtimeCarryover: Resource = {
	value: 'overtimeCarryover',
	name: 'Overtime Carryover',
	operations: standardOperations({
		one: 'an overtime carryover',
		many: 'overtime carryovers',
		ids: {
			create: 'createOvertimeCarryV3',
			delete: 'deleteOvertimeCarryByIdV3',
			get: 'getOvertimeCarryByIdV3',
			getAll: 'getOvertimeCarryV3',
			update: 'updateOvertimeCarryByIdV3',
		},
	}),
};
