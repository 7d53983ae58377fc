import type { EntityName } from '../../src/clockodo/entities.js';

/** How many webhooks a plan allows (source: the vendor's help article on webhooks). */
export interface Plan {
	label: string;
	/** The vendor's number of the plan in `GET /v2/subscription`. Guessed: all but 102 (Pro). */
	planId: number;
	limit: number;
	/** `all`: of all webhooks together; `entity`: for each type of event. */
	scope: 'all' | 'entity';
	/** The vendor sends `project.budget_notification` to these accounts only. */
	budgetNotifications: boolean;
}

export const plans = {
	basic: plan('Basic', 101, 2, 'all'),
	pro: plan('Pro', 102, 2, 'all'),
	freelancer: plan('Freelancer', 103, 2, 'all'),
	enterprise: plan('Enterprise', 104, 3, 'entity', true),
} as const;

export type PlanName = keyof typeof plans;

export function isPlanName(name: unknown): name is PlanName {
	return typeof name === 'string' && Object.hasOwn(plans, name);
}

function plan(
	label: string,
	planId: number,
	limit: number,
	scope: Plan['scope'],
	budgetNotifications = false,
): Plan {
	return { label, planId, limit, scope, budgetNotifications };
}

/** How many more webhooks for this entity the plan allows, given the entities of those that exist. */
export function webhooksLeft(
	plan: Plan,
	existing: readonly EntityName[],
	entity: EntityName,
): number {
	const counted =
		plan.scope === 'all' ? existing.length : existing.filter((each) => each === entity).length;
	return Math.max(0, plan.limit - counted);
}

/** What a plan allows, as a sentence. */
export function limitInWords(plan: Plan): string {
	return plan.scope === 'all'
		? `The ${plan.label} plan allows ${plan.limit} webhooks in all`
		: `The ${plan.label} plan allows ${plan.limit} webhooks for each type of event`;
}
