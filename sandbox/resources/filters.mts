import type { Filter } from '../store/lists.mjs';
import type { Company } from './company.mjs';

/** By the team of the user that a record belongs to. */
export function ofTeam(company: Company): Filter {
	return ({ users_id }, team) => company.records('users').find(users_id)?.teams_id === team;
}
