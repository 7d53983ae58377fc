import type { StoredRecord } from '../store/data.mjs';
import type { Company } from './company.mjs';

/** Whether the user may do everything. */
export function isOwner(user: StoredRecord): boolean {
	return user.role === 'owner';
}

/** Whether the user may act for the user of that id: owners for everybody, others for themselves. */
export function mayActFor(user: StoredRecord, userId: unknown): boolean {
	return isOwner(user) || userId === user.id;
}

/** The owner that the sandbox's own page and its credentials stand for. */
export function findActiveOwner(company: Company): StoredRecord | undefined {
	return company.records('users').where({ role: 'owner', active: true }).at(0);
}
