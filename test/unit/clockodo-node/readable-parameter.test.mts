import { expect, it } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import { canBeReadable, nodeChoices } from '../../../nodes/Clockodo/table/operations.js';

const { description } = new Clockodo();
const { properties } = description;
const switches = properties.filter(({ name }) => name === 'readable');

const isShown = (resource: string, operation: string) =>
	switches.filter((each) =>
		NodeHelpers.displayParameter({ resource, operation }, each, { typeVersion: 1 }, description),
	).length;

it('Add Names and Labels is offered, once, where an answer has something to say in words', () => {
	const shown = nodeChoices.map(({ resource, choice }) => [
		`${resource.value}: ${choice.value}`,
		isShown(resource.value, choice.value),
	]);
	expect(shown).toEqual(
		nodeChoices.map((each) => [
			`${each.resource.value}: ${each.choice.value}`,
			canBeReadable(each) ? 1 : 0,
		]),
	);
	expect(isShown('event', 'getResource')).toBe(1);
	expect(isShown('customApiCall', 'call')).toBe(0);
});

it('it is on, and stands behind Simplify', () => {
	expect(switches.every((each) => each.default === true)).toBe(true);
	const names = properties.map(({ name }) => name);
	expect(names.indexOf('readable')).toBeGreaterThan(names.lastIndexOf('simplify'));
	expect(names.lastIndexOf('readable')).toBeLessThan(names.indexOf('filters'));
});
