import type { FieldWords } from './resource';

/**
 * Words for the API's fields, by their names. The order is that of the panel: a field that
 * others depend on stands before them.
 */
export const fieldWords: Record<string, FieldWords> = {
	id: { name: 'ID' },
	accessGroupsId: { name: 'Access Group' },
	usersId: { name: 'User' },
	name: { name: 'Name', description: 'As people see it in Clockodo' },
	email: {
		name: 'Email',
		description: 'What the user logs in with',
		placeholder: 'name@email.com',
	},
	role: { name: 'Role', description: 'Owners may do everything' },
	users_id: { name: 'User', description: "Left empty, the API key's user" },
	customers_id: { name: 'Customer', description: 'Who it is for' },
	projects_id: { name: 'Project', description: "One of the customer's, or none" },
	subprojects_id: { name: 'Subproject', description: "One of the project's, where it has any" },
	services_id: { name: 'Service', description: 'What kind of work it is' },
	lumpsum_services_id: {
		name: 'Lump Sum Service',
		description: 'For an entry of a lump sum service, instead of a service',
	},
	nonbusiness_group_id: {
		name: 'Nonbusiness Group',
		description: 'The calendar of days off that it is in',
	},
	nonbusiness_groups_id: {
		name: 'Nonbusiness Group',
		description: 'The calendar of days off that the user has',
	},
	type: { name: 'Type', description: 'What kind it is' },
	date: { name: 'Date', description: 'The day that it is about' },
	// Made by `periods.ts`, with words of their own where they stand.
	period: { name: 'Period' },
	periodDays: { name: 'Days' },
	date_since: { name: 'Start Date', description: 'The first day' },
	date_until: { name: 'End Date', description: 'The last day, which is included' },
	time_since: { name: 'Start Time', description: 'When it begins' },
	time_until: {
		name: 'End Time',
		description: 'When it ends; a day without a time means the end of that day',
	},
	year: { name: 'Year', description: 'The year that it is about' },
	year_since: { name: 'From Year', description: 'The first year that it is for' },
	year_until: { name: 'Until Year', description: 'The last year, which is included' },
	count: { name: 'Days', description: 'Days of holiday; half a day is 0.5' },
	hours: { name: 'Hours', description: 'An hour and a half is 1.5' },
	text: {
		name: 'Description',
		description: 'What was done',
		filter: 'Only those with this description',
		rows: 3,
		mayBeEmpty: true,
	},
	billable: {
		name: 'Billable',
		description: 'Whether the customer is to pay for it',
		filter: 'Only what can be billed, what cannot, or what has been',
		default: 1,
	},
	value: { name: 'Access', description: 'How far the right goes' },
	completed: { name: 'Completed', description: 'Whether it is completed', default: true },
	grouping: {
		name: 'Group By',
		description: 'What the groups are made of; the second choice makes groups inside the first',
	},
	mode: { name: 'Purpose', description: 'What the descriptions are wanted for' },
	hourly_rate: { name: 'Hourly Rate', description: "In the account's currency" },
	price: { name: 'Price', description: "In the account's currency" },
	absence_managers_id: {
		name: 'Absence Managers',
		description: 'Users who decide on the absences of this user',
	},
	access_groups_ids: { name: 'Access Groups', description: 'Their rights are those of the user' },
	active: { name: 'Active', description: 'Whether it is active' },
	allow_override: {
		name: 'Absences to Overwrite',
		description: 'IDs of absences that may be changed to make room for this one, with commas',
		placeholder: '17,18',
	},
	approve_violations: {
		name: 'Approve Violations',
		description: 'Whether to approve it even if it breaks rules of the working time',
	},
	automatic_completion: {
		name: 'Automatic Completion',
		description: 'Whether its deadline completes it',
	},
	away: {
		name: 'Away From Desk (Seconds)',
		description: 'Is cut off the end, for example when nobody stopped the clock',
	},
	bill_service_id: {
		name: 'Billing Service ID',
		description: 'Its ID in a connected program',
	},
	billable_default: {
		name: 'Billable by Default',
		description: 'Whether new entries on it are billable',
	},
	billed: { name: 'Billed', description: 'Whether it is billed', default: true },
	billed_money: { name: 'Billed Amount', description: "In the account's currency" },
	boss: { name: 'Supervisor', description: 'Whom the user reports to' },
	budget: { name: 'Budget', description: 'What may be used up, in money or in hours' },
	budget_notifications: {
		name: 'Budget Notifications',
		description: 'Whether the user gets e-mails when budgets are used up',
	},
	budget_source: { name: 'Budget Source', description: 'Where the budget comes from' },
	budget_type: { name: 'Budget Type', description: "What the project's budget is like" },
	calc_also_revenues_for_projects_with_hard_budget: {
		name: 'Revenues of Hard Budgets',
		description: 'Whether to calculate revenues for projects with a hard budget, too',
	},
	changes: { name: 'Changes', description: 'Spans of working time to add or to remove' },
	clocked_offline: {
		name: 'Clocked Offline',
		description: 'Whether it was clocked without a connection',
	},
	color: { name: 'Color', description: 'How Clockodo marks the customer' },
	compensation_daily: {
		name: 'Daily Compensation',
		description: 'Minutes of overtime a day that are settled with the salary',
	},
	compensation_monthly: {
		name: 'Monthly Compensation',
		description: 'Hours of overtime a month that are settled with the salary',
	},
	count_hours: { name: 'Hours', description: 'Of an overtime reduction: hours to take off' },
	customer_ids: { name: 'Customers', description: 'Left empty, it is for all' },
	day: { name: 'Day', description: 'From 1 to 31, of a fixed date' },
	deadline: { name: 'Deadline', description: 'The day by which it has to be done' },
	default_holidays_count: {
		name: 'Company Default for Holidays',
		description: "Whether the company's number of holidays applies",
	},
	default_target_hours: {
		name: 'Company Default for Target Hours',
		description: "Whether the company's target hours apply",
	},
	default_work_time_regulation: {
		name: 'Company Default for Working Time Rules',
		description: "Whether the company's rules of working time apply",
	},
	dry_run: {
		name: 'Dry Run',
		description: 'Whether to only check if it could be deleted, without deleting it',
	},
	duration: { name: 'Duration (Seconds)', description: 'Left empty, from start to end' },
	duration_before: {
		name: 'Present Duration (Seconds)',
		description: 'The duration that you believe it has now',
	},
	duration_transfer: {
		name: 'Take Over From Entry Before (Seconds)',
		description: 'So much of the entry before is counted to this one',
	},
	edit_lock: { name: 'Edit Lock', description: 'Entries before this day cannot be changed' },
	edit_lock_dyn: {
		name: 'Edit Lock After',
		description: 'Entries older than this cannot be changed',
	},
	edit_lock_sync: {
		name: 'Company Default for the Edit Lock',
		description: "Whether the company's edit lock applies",
	},
	enhanced_list: {
		name: 'Include Names',
		description:
			'Whether each entry has the names of customer, project, service and user, too. The API allows 300 such requests in 15 minutes.',
	},
	event_name: { name: 'Event', description: 'What the webhook tells of' },
	exempt_from_flextime: {
		name: 'Exempt From Flextime',
		description: 'Whether the user has no account of overtime',
	},
	force: {
		name: 'Delete Including Its Data',
		description: 'Whether to delete what hangs on it as well, such as entries, instead of refusing',
	},
	fulltext: { name: 'Search', description: 'Text that its name or number contains' },
	half_day: { name: 'Half Day', description: 'Whether it lasts for half of each day' },
	holiday_fixed_credit: {
		name: 'Fixed Credit on Holidays',
		description: 'Whether an absence is credited with an equal part of the hours of the week',
	},
	ids: { name: 'Rates', description: 'All rates on this level, in their new order' },
	items: { name: 'Maximum', description: 'Number of texts to get at most, up to 800' },
	language: { name: 'Language', description: "Of Clockodo's pages and mails" },
	leader: { name: 'Leader', description: 'Who leads the team' },
	lumpsum: { name: 'Lump Sum', description: "In the account's currency" },
	lumpsum_services_amount: {
		name: 'Amount of the Lump Sum Service',
		description: 'How often it was done',
	},
	mail_to_user: {
		name: 'Mail to User',
		description: 'Whether the user gets an e-mail with the data to log in',
	},
	month: { name: 'Month', description: 'From 1 to 12, of a fixed date' },
	monthly_target: { name: 'Hours per Month', description: 'Of monthly target hours: how many' },
	monday: { name: 'Monday', description: 'Hours of work' },
	tuesday: { name: 'Tuesday', description: 'Hours of work' },
	wednesday: { name: 'Wednesday', description: 'Hours of work' },
	thursday: { name: 'Thursday', description: 'Hours of work' },
	friday: { name: 'Friday', description: 'Hours of work' },
	saturday: { name: 'Saturday', description: 'Hours of work' },
	sunday: { name: 'Sunday', description: 'Hours of work' },
	workday_monday: { name: 'Workday Monday', description: 'Whether it is a day of work' },
	workday_tuesday: { name: 'Workday Tuesday', description: 'Whether it is a day of work' },
	workday_wednesday: { name: 'Workday Wednesday', description: 'Whether it is a day of work' },
	workday_thursday: { name: 'Workday Thursday', description: 'Whether it is a day of work' },
	workday_friday: { name: 'Workday Friday', description: 'Whether it is a day of work' },
	workday_saturday: { name: 'Workday Saturday', description: 'Whether it is a day of work' },
	workday_sunday: { name: 'Workday Sunday', description: 'Whether it is a day of work' },
	note: { name: 'Note', description: 'A remark of your own', rows: 3 },
	public_note: {
		name: 'Public Note',
		description: 'A note that all colleagues can read',
		rows: 3,
	},
	number: { name: 'Number', description: 'Of your own, also with letters' },
	parent_rate_id: {
		name: 'Parent Rate',
		description: 'The rate that this one refines; left empty, it stands on the top level',
	},
	prepend_customer_to_project_name: {
		name: 'Customer in Project Names',
		description: "Whether the customer's name stands before the project's",
	},
	preset: { name: 'Preset', description: 'The public holidays to begin with' },
	project_ids: { name: 'Projects', description: 'Left empty, it is for all' },
	round_to_minutes: { name: 'Round to Minutes', description: 'Durations are rounded up to it' },
	scope: { name: 'Required Right', description: "Only where the API key's user has this right" },
	secret: {
		name: 'Secret',
		description: "What Clockodo sent to the webhook's URL when it was validated",
	},
	service_assignments: {
		name: 'Services',
		description: 'What can be used with it; none means all',
	},
	service_ids: { name: 'Services', description: 'Left empty, it is for all' },
	show_favorites: {
		name: 'Show Favorites',
		description: 'Whether the user sees favorites in the stopwatch',
	},
	sick_note: {
		name: 'Sick Note',
		description:
			'Whether there is a certificate of a doctor. Clockodo wants to know it of a sick day.',
	},
	sort: {
		name: 'Sort',
		description: 'The first choice counts most',
	},
	special_id: { name: 'Special Holiday ID', description: 'Which of the holidays that move' },
	start_date: { name: 'Start Date', description: 'When it begins' },
	start_new: {
		name: 'Start Again',
		description: 'Whether a new entry with the same data starts at once',
	},
	status: { name: 'Status', description: 'Whether it is decided, and how' },
	surcharge_models_id: {
		name: 'Surcharge Model ID',
		description: 'The API has no list to choose it from',
	},
	surcharge_special: {
		name: 'Special Surcharge',
		description: 'Whether the surcharge for special holidays is paid',
	},
	teams_id: { name: 'Team', description: 'The team that the user is in' },
	term: { name: 'Search', description: 'What the descriptions begin with or contain' },
	texts_id: { name: 'Description ID', description: 'The ID of the text of an entry' },
	time_clocked_since: {
		name: 'Clocked Since',
		description: 'When the stopwatch was started, if the entry was clocked',
	},
	time_since_before: {
		name: 'Present Start Time',
		description: 'The start that you believe it has now',
	},
	time_until_before: {
		name: 'Present End Time',
		description: 'The end that you believe it has now',
	},
	timeformat_12h: { name: '12-Hour Clock', description: 'Whether times are shown with am and pm' },
	timezone: { name: 'Time Zone', description: 'Where the user works' },
	token: {
		name: 'Token',
		description: 'Sent with every notification, so that the receiver knows where it is from',
	},
	unit: { name: 'Unit', description: 'Up to six characters, such as "pcs"' },
	url: {
		name: 'URL',
		description: 'Where notifications are sent',
		placeholder: 'https://example.com/webhook',
	},
	user_ids: { name: 'Users', description: 'Left empty, it is for all' },
	users_active: { name: 'Active Users', description: 'Whether the user is active' },
	users_ids: { name: 'Users', description: 'Who is in it' },
	wage_type: { name: 'Wage Type', description: 'How the user is paid' },
	weekstart_monday: {
		name: 'Week Starts on Monday',
		description: 'Whether the week starts on Monday, and not on Sunday',
	},
	work_time_edit_lock_days: {
		name: 'Working Time Edit Lock After',
		description: 'Working times older than this cannot be changed',
	},
	work_time_regulations_id: {
		name: 'Working Time Rules ID',
		description: 'The API has no list to choose it from',
	},
	amount: { name: 'Amount', description: 'Money or hours, see In Money' },
	hard: { name: 'Hard Limit', description: 'Whether no more can be billed: a hard budget' },
	interval: { name: 'Interval', description: 'The budget starts anew in each of them' },
	from_subprojects: {
		name: 'Sum of the Subprojects',
		description: 'Whether the budget is the sum of the budgets of the subprojects',
	},
	monetary: { name: 'In Money', description: 'Whether the amount is money; off, it is hours' },
	notification_thresholds: {
		name: 'Notification Thresholds',
		description: 'When so much is used, users are told',
	},
};
