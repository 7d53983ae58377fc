import { plainProject } from '../resources/projects.mjs';
import { plainSubproject } from '../resources/subprojects.mjs';
import { addDays, isoDay } from '../store/time.mjs';
import type { Book } from './book.mjs';

/** What the agency does. */
export function addServices(book: Book): void {
	for (const [name, number] of [
		['Konzeption', 'L-100'],
		['Webentwicklung', 'L-200'],
		['Grafikdesign', 'L-300'],
		['Projektleitung', 'L-400'],
		['Internes', null],
	]) {
		book.add('services', { name, number, active: true, note: null, bill_service_id: null });
	}
	for (const [name, price, unit] of [
		['Fahrtkosten', 0.3, 'km'],
		['Stockfoto', 12.5, 'Stk.'],
	]) {
		book.add('lumpSumServices', { name, price, unit, active: true, number: null, note: null });
	}
}

/** Whom it works for, and on what. */
export function addCustomers(book: Book): void {
	const customers: Array<[string, string, number]> = [
		['Hotel Bergblick', 'K-1001', 5],
		['Stadtwerke Altona', 'K-1002', 3],
		['Möwe Fischmanufaktur', 'K-1003', 2],
		['Kanzlei Petersen & Partner', 'K-1004', 7],
		['Nordlicht (intern)', 'K-0000', 6],
	];
	for (const [name, number, color] of customers) {
		book.add('customers', {
			name,
			number,
			color,
			active: true,
			billable_default: name !== 'Nordlicht (intern)',
			note: null,
			bill_service_id: null,
			test_data: false,
			service_assignments: [],
		});
	}
	const hours = (amount: number, thresholds: number[]) => ({
		monetary: false,
		hard: false,
		from_subprojects: false,
		interval: null,
		amount,
		notification_thresholds: thresholds,
	});
	addProject(book, 1, 'Neue Website', 'P-24-01', hours(120, [50, 80, 100]));
	addProject(book, 1, 'Winterkampagne', 'P-24-02', {
		...hours(8000, [80, 100]),
		monetary: true,
		hard: true,
	});
	addProject(book, 2, 'Kundenportal', 'P-24-03', null);
	addProject(book, 3, 'Onlineshop', 'P-24-04', hours(200, [70, 90]));
	addProject(book, 4, 'Betreuung', 'P-24-05', { ...hours(10, [100]), interval: 1 });
	for (const [projects_id, name, amount] of [
		[1, 'Konzept', 20],
		[1, 'Umsetzung', 100],
		[3, 'Prototyp', null],
	] as const) {
		book.add('subprojects', {
			...plainSubproject(),
			projects_id,
			name,
			budget:
				amount === null
					? null
					: { monetary: false, hard: false, amount, notification_thresholds: [80, 100] },
			billable_default: true,
		});
	}
}

function addProject(
	book: Book,
	customers_id: number,
	name: string,
	number: string,
	budget: Record<string, unknown> | null,
): void {
	book.add('projects', {
		...plainProject(),
		customers_id,
		name,
		number,
		billable_default: true,
		deadline: addDays(isoDay(), 90),
		start_date: addDays(isoDay(), -60),
		budget,
	});
}

/** What an hour costs, beside the company's default rate. */
export function addRates(book: Book): void {
	const rate = (hourly_rate: number, condition: Record<string, number[]>, position: number) =>
		book.add('rates', {
			parent_rate_id: 1,
			customer_ids: [],
			project_ids: [],
			service_ids: [],
			user_ids: [],
			...condition,
			hourly_rate,
			test_data: false,
			position,
		});
	rate(0, { service_ids: [5] }, 0);
	rate(110, { service_ids: [1, 4] }, 1);
	rate(85, { customer_ids: [3] }, 2);
}
