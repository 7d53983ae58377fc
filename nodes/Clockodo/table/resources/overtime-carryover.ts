import { standardOperations, type Resource } from '../resource';

export const overtimeCarryover: Resource = {
	value: 'overtimeCarryover',
	name: 'Overtime Carryover',
	tag: 'OvertimeCarry',
	operations: standardOperations('an overtime carryover', 'overtime carryovers'),
};
