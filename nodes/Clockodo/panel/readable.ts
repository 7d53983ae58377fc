import type { INodeProperties } from 'n8n-workflow';
import { canBeReadable, nodeChoices } from '../table/operations';
import { eventResource } from '../table/resources';

/** Whether names and labels are added, wherever an answer has something that can be said in words. */
export function readableProperties(): INodeProperties[] {
	return shownBy().map((show) => ({
		displayName: 'Add Names and Labels',
		name: 'readable',
		type: 'boolean',
		default: true,
		description:
			'Whether to add the name beside each ID, the label beside each number that is a choice, and hours beside seconds',
		displayOptions: { show },
	}));
}

interface Shown {
	[field: string]: string[];
	resource: string[];
	operation: string[];
}

/**
 * n8n joins a condition's parts by 'and'. Nearly all resources can share one condition that names
 * every operation: those they do not have are of no matter. The others get one of their own.
 */
function shownBy(): Shown[] {
	const own = new Map<string, string[]>([[eventResource.value, ['getResource']]]);
	for (const { resource, choice } of nodeChoices.filter(canBeReadable)) {
		own.set(resource.value, [...(own.get(resource.value) ?? []), choice.value]);
	}
	const operation = [...new Set([...own.values()].flat())];
	const tooMany = nodeChoices
		.filter((each) => operation.includes(each.choice.value) && !canBeReadable(each))
		.map(({ resource }) => resource.value);
	const resource = [...own.keys()].filter((name) => !tooMany.includes(name));
	const others = [...own].filter(([name]) => tooMany.includes(name));
	return [
		{ resource, operation },
		...others.map(([name, operations]) => ({ resource: [name], operation: operations })),
	];
}
