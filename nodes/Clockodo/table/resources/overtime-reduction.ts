import { standardOperations, type Resource } from '../resource';

export const overtimeReduction: Resource = {
	value: 'overtimeReduction',
	name: 'Overtime Reduction',
	operations: standardOperations({
		one: 'an overtime reduction',
		many: 'overtime reductions',
		ids: {
			create: 'createOvertimeReductionV3',
			delete: 'deleteOvertimeReductionByIdV3',
			get: 'getOvertimeReductionByIdV3',
			getAll: 'getOvertimeReductionsV3',
			update: 'updateOvertimeReductionByIdV3',
		},
	}),
};
