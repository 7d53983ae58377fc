import { randomUUID } from 'node:crypto';

/** What the page after a redirect tells of what was just done. */
export interface Notice {
	kind: 'success' | 'error';
	text: string;
}

/** Milliseconds for which a notice can be shown again, for instance when a page is reloaded. */
const LIFETIME = 60_000;

/** Notices on their way to the next page: the address carries only the number of one, never its text. */
export class Notices {
	private readonly kept = new Map<string, Notice & { at: number }>();

	/** The address with the notice's number. */
	attach(address: string, notice: Notice): string {
		this.forgetOld();
		const number = randomUUID();
		this.kept.set(number, { ...notice, at: Date.now() });
		const url = new URL(address, 'http://sandbox');
		url.searchParams.set('notice', number);
		return url.pathname + url.search + url.hash;
	}

	find(number: unknown): Notice | undefined {
		this.forgetOld();
		return this.kept.get(String(number));
	}

	private forgetOld(): void {
		for (const [number, { at }] of this.kept) {
			if (Date.now() - at > LIFETIME) this.kept.delete(number);
		}
	}
}
