import type { EntityName } from '../../src/clockodo/entities.js';

/** How many are remembered: more than happen in the seconds that anybody asks for. */
const KEPT = 10_000;

/** When something happened to a record, for those who play that it is not known yet. */
export class RecentEvents {
	private readonly moments = new Map<string, number>();

	note(entity: EntityName, action: string, id: number): void {
		const name = nameOf(entity, action, id);
		this.moments.delete(name);
		this.moments.set(name, Date.now());
		const oldest = this.moments.keys().next();
		if (this.moments.size > KEPT && !oldest.done) this.moments.delete(oldest.value);
	}

	/** Whether it happened to the record within the last milliseconds. */
	isWithin(ms: number, entity: EntityName, action: string, id: unknown): boolean {
		const moment = this.moments.get(nameOf(entity, action, id));
		return moment !== undefined && Date.now() - moment < ms;
	}

	/** Numbers are given anew when the sandbox starts over. */
	clear(): void {
		this.moments.clear();
	}
}

function nameOf(entity: EntityName, action: string, id: unknown): string {
	return `${entity}.${action} ${String(id)}`;
}
