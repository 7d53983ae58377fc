import type { IDataDeduplicator } from 'n8n-workflow';

import { processedRow } from './processed-row.mjs';

/**
 * n8n's table of seen keys, a row for each scope; what n8n has in its database is in memory here.
 *
 * @param onWrite called before each write; where it throws, nothing is written
 */
export function seenKeysInMemory(onWrite: () => void = () => undefined): IDataDeduplicator {
	const rows = { node: processedRow(), workflow: processedRow() };
	return {
		checkProcessedAndRecord: async (items, scope) => {
			onWrite();
			const { processed } = await rows[scope].record(items.map(String));
			return { new: items.filter((item) => !processed.includes(String(item))), processed };
		},
		getProcessedDataCount: async (scope) => await rows[scope].asLock().entries(),
		removeProcessed: async (items, scope) => {
			onWrite();
			await rows[scope].removeProcessed(items.map(String));
		},
		clearAllProcessedItems: async (scope) => await rows[scope].asLock().remove(),
	};
}
