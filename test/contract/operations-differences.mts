/**
 * Where the table of operations, and with it the node, differs from the vendor's description:
 * every difference by its place, with the reason. test:contract fails for one that is not here,
 * and for one here that is no longer there.
 */

const lengths =
	'Only the OpenAPI document says how many entries the list may have (up to 500, or at least 1); an endless list is refused by the API itself, an empty one by the node where it is required.';
const presets =
	'The OpenAPI document has an empty text as the only preset; the newer list has all.';
const added = 'Came with the newer list.';
const removed = 'Gone with the newer list.';

/** Between the vendor's two files: the newer list of operations counts. */
export const newerThanOpenApi: Record<string, string> = {
	'createAbsenceV4: body allow_override': lengths,
	'createAccessGroupV2: body users_ids': lengths,
	'createNonbusinessGroupV2: body preset': presets,
	'createTeamV3: body user_ids': lengths,
	'createUserV3: body absence_managers_id': lengths,
	'createUserV3: body access_groups_ids': lengths,
	'createUserV3: body exempt_from_flextime': added,
	'createUserV3: body weekend_friday': removed,
	'createWorkTimesChangeRequestV2: body changes': lengths,
	'getAbsencesV4: query filter': lengths,
	'getCustomersCountProjectsV3: query customers_id': lengths,
	'getEntriesTextsV3: query filter': lengths,
	'getEntrygroupsV2: query grouping': lengths,
	'getNonbusinessDaysV2: query nonbusiness_group_id': lengths,
	'getOvertimeReductionsV3: query users_id': lengths,
	'getUsersNonbusinessDaysV2: query filter': lengths,
	'getUsersNonbusinessGroupsV3: query filter': lengths,
	'getUsersV3: query filter': lengths,
	'getWorkTimesChangeRequestsV2: query teams_id': lengths,
	'updateAbsenceByIdV4: body allow_override': lengths,
	'updateAccessGroupByIdV2: body users_ids': lengths,
	'updateTeamByIdV3: body user_ids': lengths,
	'updateUserByIdV3: body absence_managers_id': lengths,
	'updateUserByIdV3: body access_groups_ids': lengths,
	'updateUserByIdV3: body exempt_from_flextime': added,
	'updateUserByIdV3: body weekend_friday': removed,
};

const confirmed = 'The node confirms by itself, where the person has said so.';

/** Parameters and properties that the node has no field for. */
export const withoutField: Record<string, string> = {
	'deleteEntrygroupV2: query confirm_key': confirmed,
	'updateEntrygroupV2: body confirm_key': confirmed,
	'getHolidaysQuotaV2: query users_id': 'The same as filter[users_id], which the node has.',
	'getHolidaysQuotaV2: query year': 'The same as filter[year], which the node has.',
};
