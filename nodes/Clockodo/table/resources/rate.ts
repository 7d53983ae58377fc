import { standardOperations, type Resource } from '../resource';

export const rate: Resource = {
	value: 'rate',
	name: 'Hourly Rate',
	operations: [
		...standardOperations('an hourly rate', 'hourly rates'),
		{
			value: 'setDefault',
			name: 'Set Default',
			action: 'Set the default hourly rate',
			description: 'Change the hourly rate that applies where no other does',
			id: 'updateRatesDefaultV4',
		},
		{
			value: 'sort',
			name: 'Sort',
			action: 'Sort hourly rates',
			description: 'Set the order of the rates below a rate; the first that fits applies',
			id: 'updateRatesSortByIdV4',
		},
	],
};
