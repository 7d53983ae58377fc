import type { IDataObject } from 'n8n-workflow';
import type { MakeReadable } from '../../../src/clockodo/readable/readable';
import {
	canBeReadable,
	canSimplify,
	modelsOf,
	simpleFields,
	type NodeAct,
	type NodeOperation,
} from '../table/operations';
import { simplified } from './answer';
import type { GetParameter } from './request';
import { switchOf } from './values';

/** Makes of the API's resources what the flow gets. */
export type Shape = (resources: IDataObject[]) => Promise<IDataObject[]>;

/**
 * The shape that the person has chosen: with names and labels, and simplified.
 *
 * @throws ValueError where a switch is neither on nor off
 */
export function shapeOf(
	chosen: NodeOperation | NodeAct,
	get: GetParameter,
	makeReadable: MakeReadable,
): Shape {
	const isSimple = canSimplify(chosen) && switchOf(get, 'simplify', 'Simplify', true);
	const isInWords = canBeReadable(chosen) && wantsWords(get);
	const fields = simpleFields(chosen);
	return async (resources) => {
		let said = resources;
		for (const model of isInWords ? modelsOf(chosen) : []) said = await makeReadable(said, model);
		return isSimple ? said.map((each) => simplified(each, fields)) : said;
	};
}

/** @throws ValueError where the switch is neither on nor off */
export function wantsWords(get: GetParameter): boolean {
	return switchOf(get, 'readable', 'Add Names and Labels', true);
}
