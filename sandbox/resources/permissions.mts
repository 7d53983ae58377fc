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

/**
 * Whether the user decides on the absences of the user of that id: owners on everybody's, absence
 * managers on those of whom they manage.
 *
 * Guessed: that nobody else does, and that a manager may do with them what an owner may.
 */
export function mayDecideFor(user: StoredRecord, userId: unknown, company: Company): boolean {
	const managers = company.records('users').find(userId)?.absence_managers_id;
	return isOwner(user) || (Array.isArray(managers) && managers.includes(user.id));
}

/** The owner that the sandbox's own page and its credentials stand for. */
export function findActiveOwner(company: Company): StoredRecord | undefined {
	return company.records('users').where({ role: 'owner', active: true }).at(0);
}
