import type { INodeProperties } from 'n8n-workflow';
import { choiceProperties, makeProperties } from './panel';
import { subtitleOf } from './subtitle';

/**
 * What n8n asks of the panel at each of its starts. To make it out of the tables takes longer than
 * all else that n8n loads of this package, so the package has what comes of it, as JSON, in the place
 * of this module (`tools/bundle`).
 */

/** What stands below the node on the canvas, as an expression. */
export const makeSubtitle = (): string => subtitleOf(choiceProperties());

/** All parameters of the node. Each call gives new ones, since n8n writes into them. */
export const makePanel = (): INodeProperties[] => makeProperties();
