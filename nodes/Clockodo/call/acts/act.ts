import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../../../../src/clockodo/client';
import type { Operation } from '../../../../src/clockodo/operation';
import type { Resource } from '../../table/resource';

/** What an act is done with. */
export interface ActCall {
	api: Api;
	/**
	 * What the act's own fields say, by their names and in the API's form: days as `2026-11-24`,
	 * points in time in UTC. What was left empty is not there.
	 */
	values: Readonly<Record<string, unknown>>;
	/** Where the act stands upon an operation of the API: that, and the request that its fields make. */
	base?: { operation: Operation; request: ApiRequest };
	resource: Resource;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/** The present, in milliseconds since 1970. */
	now: number;
	/** Reads what several items of an execution need only once. */
	remember: Remember;
	/** Called where a list changed each time while it was read, so that something may be missing in it. */
	onUnsettled(): void;
}

/**
 * Does it, for one item.
 *
 * @returns the items of its result
 * @throws ClockodoError of the API, ValueError for values that do not fit together
 */
export type Act = (call: ActCall) => Promise<IDataObject[]>;

/** @throws for an act that stands upon no operation of the API: a mistake in the table */
export function baseOf({ base }: Pick<ActCall, 'base'>): NonNullable<ActCall['base']> {
	if (base) return base;
	throw new Error('This act stands upon no operation of the API');
}

/** Gives what was read under that name, and reads it the first time. A failure is not kept. */
export type Remember = <Value>(name: string, read: () => Promise<Value>) => Promise<Value>;

/** The memory of one execution. */
export function memory(): Remember {
	const known = new Map<string, unknown>();
	return async <Value>(name: string, read: () => Promise<Value>): Promise<Value> => {
		if (known.has(name)) return (await known.get(name)) as Value;
		const reading = read();
		known.set(name, reading);
		reading.catch(() => known.delete(name));
		return await reading;
	};
}
