import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../src/clockodo/client';
import { ClockodoError } from '../../../src/clockodo/errors';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';
import { isRecord } from '../../../src/clockodo/values';

/**
 * The absence as it is now.
 *
 * @param path its path, which is the same for reading, changing and deleting it
 */
export async function absenceAt(api: Api, path: string): Promise<IDataObject> {
	const { key = 'data' } = findStandardOperation('Absence', 'get').answer;
	const absence = (await api({ method: 'GET', path }))[key];
	if (isRecord(absence)) return absence as IDataObject;
	throw new ClockodoError({ kind: 'answer', method: 'GET', path, status: 200, missing: key });
}
