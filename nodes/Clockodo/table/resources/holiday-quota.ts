import { standardOperations, type Resource } from '../resource';

export const holidayQuota: Resource = {
	value: 'holidayQuota',
	name: 'Holiday Quota',
	operations: standardOperations({
		one: 'a holiday quota',
		many: 'holiday quotas',
		ids: {
			create: 'createHolidaysQuotaV2',
			delete: 'deleteHolidaysQuotaByIdV2',
			get: 'getHolidaysQuotaByIdV2',
			getAll: 'getHolidaysQuotaV2',
			update: 'updateHolidaysQuotaByIdV2',
		},
	}),
};
