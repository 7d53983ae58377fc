import { standardOperations, type Resource } from '../resource';

export const holidayCarryover: Resource = {
	value: 'holidayCarryover',
	name: 'Holiday Carryover',
	operations: standardOperations({
		one: 'a holiday carryover',
		many: 'holiday carryovers',
		ids: {
			create: 'createHolidaysCarryV3',
			delete: 'deleteHolidaysCarryByIdV3',
			get: 'getHolidaysCarryByIdV3',
			getAll: 'getHolidaysCarryV3',
			update: 'updateHolidaysCarryByIdV3',
		},
	}),
};
