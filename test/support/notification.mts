/** A notification as Clockodo sends it, with its token. */
export interface SentNotification {
	event_name: string;
	subscription_id: number;
	company_id: number;
	occurred_at: string;
	payload: Record<string, { id: number }>;
	token: string;
}

/** A notification of one event in which nothing is wrong. */
export function notificationOf(eventName: string, token: string, id = 77): SentNotification {
	return {
		event_name: eventName,
		subscription_id: 12,
		company_id: 1,
		occurred_at: '2026-11-24T10:00:00Z',
		payload: { [eventName.split('.')[0] ?? '']: { id } },
		token,
	};
}
