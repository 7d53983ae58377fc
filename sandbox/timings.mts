import type { DeliveryTimings } from './webhooks/deliveries.mjs';

/**
 * All in milliseconds.
 *
 * Guessed: the vendor documents none of them. Chosen so that a demo feels alive.
 */
export interface Timings extends DeliveryTimings {
	/** How long an endpoint may take to answer a delivery or a handshake. */
	deliveryTimeout: number;
	/** How long a handshake's secret can be confirmed. */
	secretLifetime: number;
	/** In how long changes are gathered into one write of the data file. */
	writeDelay: number;
}

export const defaultTimings: Timings = {
	deliveryTimeout: 10_000,
	retryPauses: [1_000, 5_000, 15_000],
	reorderWait: 2_000,
	secretLifetime: 15 * 60_000,
	writeDelay: 50,
};
