import type { StoredRecord } from '../store/data.mjs';
import { forbidden, refused } from '../store/refusals.mjs';
import { daysBetween, isoDay, isWeekend } from '../store/time.mjs';
import type { Company } from './company.mjs';
import { ofTeam } from './filters.mjs';
import { isNonbusinessDay } from './nonbusiness-calendar.mjs';
import { checkPeriod } from './period.mjs';
import { mayActFor, mayDecideFor } from './permissions.mjs';
import type { Call, Resource } from './resource.mjs';

const ENQUIRED = 0;
const APPROVED = 1;
const APPROVAL_CANCELLED = 3;
const CANCELLED = 4;
const OVERTIME_REDUCTION = 3;
/** Seen: where these two statuses come from (a suite that ran against a real company). Guessed: that they come from nothing else. */
const FROM = new Map<unknown, number>([
	[APPROVAL_CANCELLED, APPROVED],
	[CANCELLED, ENQUIRED],
]);
/** Seen: of these, the vendor wants to know whether there is a certificate. Guessed: of no other sort of sick day. */
const SICK_DAYS = [4, 5];
const HOURS_OF_A_DAY = 8;

export const absences: Resource = {
	collection: 'absences',
	path: '/v4/absences',
	entity: 'absence',
	vendorName: 'absences',
	defaults: ({ user, body }) => ({
		users_id: user.id,
		date_until: body.date_since,
		status: ENQUIRED,
		sick_note: null,
		note: null,
		public_note: null,
		count_hours: null,
		date_enquired: isoDay(),
		date_approved: null,
		approved_by: null,
	}),
	notKept: ['half_day', 'allow_override'],
	references: { users_id: 'users' },
	settle: ({ before, next, call }, company) => {
		mayManage(before, next, call, company);
		checkStatus(before, next);
		checkSickNote(before, next);
		const span = { ...next, date_until: next.date_until ?? next.date_since } as StoredRecord & Span;
		checkSpan(span, call.body.half_day === true);
		checkCollisions(span, call.body.allow_override, company);
		const halfDay =
			call.body.half_day === true ||
			(call.body.half_day === undefined && before?.count_days === 0.5 && unmoved(before, span));
		const count_days = halfDay ? 0.5 : countWorkdays(span, company);
		const isReduction = span.type === OVERTIME_REDUCTION;
		const approvedNow = span.status === APPROVED && before?.status !== APPROVED;
		return {
			...span,
			count_days,
			count_hours: isReduction ? (span.count_hours ?? count_days * HOURS_OF_A_DAY) : null,
			...(approvedNow ? { date_approved: isoDay(), approved_by: call.user.id } : {}),
			...(span.status === APPROVED ? {} : { date_approved: null, approved_by: null }),
		};
	},
	mayDelete: ({ status }, { operation }) => {
		// Seen: an approved one cannot be deleted. Guessed: with a user that is deleted by force, they go as well.
		if (status !== APPROVED || operation.id !== 'deleteAbsenceByIdV4') return;
		throw refused(
			'ApprovedAbsenceCannotBeDeleted',
			'An approved absence cannot be deleted. Cancel its approval first.',
			{ path: 'status' },
		);
	},
	followUp: ({ before, after }, company) => {
		if (after?.status === APPROVED && before?.status !== APPROVED) {
			company.emit('absence', 'approved', after.id);
		}
	},
	queryFilters: ['scope'],
	filters: (company, { user }) => ({
		scope: (absence, wanted) =>
			wanted !== 'manageableAbsences' || mayDecideFor(user, absence.users_id, company),
		teams_id: ofTeam(company),
		users_active: (absence, wanted) =>
			company.records('users').find(absence.users_id)?.active === wanted,
		year: (absence, wanted) =>
			[absence.date_since, absence.date_until].some(
				(day) => Number(String(day).slice(0, 4)) === wanted,
			),
	}),
};

interface Span {
	date_since: string;
	date_until: string;
}

/** A co-worker asks for the own absences and leaves the answer to others. */
function mayManage(
	before: StoredRecord | undefined,
	next: StoredRecord,
	{ user }: Call,
	company: Company,
): void {
	const decides = (absence: StoredRecord) => mayDecideFor(user, absence.users_id, company);
	const all = before ? [before, next] : [next];
	if (all.every(decides)) return;
	if (!all.every((each) => mayActFor(user, each.users_id))) {
		throw refused('CannotManageAbsencesOfUser', 'You cannot manage the absences of this user.', {
			path: 'users_id',
		});
	}
	if (next.status === APPROVED && before?.status !== APPROVED) {
		throw forbidden('You are not allowed to approve absences.');
	}
}

/** A request is taken back with 4, an approval with 3. Guessed: the type of the error, and its words. */
function checkStatus(before: StoredRecord | undefined, { status }: StoredRecord): void {
	if (status === before?.status) return;
	const from = FROM.get(status);
	if (from === undefined || before?.status === from) return;
	throw refused(
		'StatusChangeNotAllowed',
		`An absence can only get status ${String(status)} from status ${from}.`,
		{ path: 'status' },
	);
}

/** Guessed: the type of the error, and its words. */
function checkSickNote(before: StoredRecord | undefined, { type, sick_note }: StoredRecord): void {
	const isNew = type !== before?.type;
	if (!isNew || !SICK_DAYS.includes(type as number) || typeof sick_note === 'boolean') return;
	throw refused('SickNoteRequired', 'A sick day needs sick_note: true or false.', {
		path: 'sick_note',
	});
}

function checkSpan({ date_since, date_until }: Span, halfDay: boolean): void {
	checkPeriod(date_since, date_until, () =>
		refused('UntilBeforeSinceIsForbidden', 'Until date must be after or equal to the since date.', {
			path: 'date_until',
		}),
	);
	if (date_until.slice(0, 4) !== date_since.slice(0, 4)) {
		throw refused(
			'UntilMustBeInSameYear',
			'The "until" date must be in the same year as the "since" date.',
			{ path: 'date_until' },
		);
	}
	if (halfDay && date_until !== date_since) {
		throw refused(
			'HalfDayAbsenceTooLong',
			'Absences of half a day may not extend over several days.',
			{ path: 'half_day' },
		);
	}
}

function checkCollisions(next: StoredRecord & Span, allowed: unknown, company: Company): void {
	if (!isOpen(next)) return;
	const permitted = Array.isArray(allowed) ? (allowed as number[]) : [];
	const colliding = company
		.records<StoredRecord & Span>('absences')
		.where({ users_id: next.users_id })
		.filter(
			(each) =>
				each.id !== next.id &&
				isOpen(each) &&
				each.date_since <= next.date_until &&
				each.date_until >= next.date_since &&
				!permitted.includes(each.id),
		)
		.map(({ id }) => id);
	if (colliding.length === 0) return;
	throw refused(
		'AbsenceCollision',
		`The user is absent already in this time: absence ${colliding.join(', ')}. Name them in allow_override to permit it.`,
		{ path: 'date_since', details: { colliding_absences: colliding } },
	);
}

function isOpen({ status }: StoredRecord): boolean {
	return status === ENQUIRED || status === APPROVED;
}

function unmoved(before: StoredRecord, next: Span): boolean {
	return before.date_since === next.date_since && before.date_until === next.date_until;
}

function countWorkdays(span: StoredRecord & Span, company: Company): number {
	return daysBetween(span.date_since, span.date_until).filter(
		(day) => !isWeekend(day) && !isNonbusinessDay(day, span.users_id as number, company),
	).length;
}
