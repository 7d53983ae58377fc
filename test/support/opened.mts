/** Something that runs, or holds a port or a file, until it is ended. */
type Closable = { close(): unknown } | { dispose(): unknown };

/**
 * What was opened and has to be ended. A test file's `afterAll` ends all of it: exactly what was
 * opened, also where `beforeAll` came only half the way. What stays open keeps Jest from ending.
 */
export class Opened {
	private readonly all: Closable[] = [];

	/** Notes it, and gives it back. */
	add<Thing extends Closable>(thing: Thing): Thing {
		this.all.push(thing);
		return thing;
	}

	/**
	 * Ends everything, the newest first, since it may use what is older.
	 *
	 * @throws what the first one throws that cannot be ended; the others are ended all the same.
	 */
	async end(): Promise<void> {
		const errors: unknown[] = [];
		for (const thing of this.all.splice(0).reverse()) {
			try {
				await ('close' in thing ? thing.close() : thing.dispose());
			} catch (error) {
				errors.push(error);
			}
		}
		if (errors.length > 0) throw errors[0];
	}
}

/** Opens several things as one, which is ended as one: if one fails, those before it are ended again. */
export async function openTogether<Whole extends object>(
	open: (opened: Opened) => Promise<Whole>,
): Promise<Whole & { dispose(): Promise<void> }> {
	const opened = new Opened();
	try {
		return { ...(await open(opened)), dispose: async () => await opened.end() };
	} catch (error) {
		await opened.end();
		throw error;
	}
}
