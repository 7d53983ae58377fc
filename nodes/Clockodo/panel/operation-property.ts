import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The choice of what is done with a resource; it begins with the list of them, where there is one. */
export function operationProperty(
	resource: string,
	options: INodePropertyOptions[],
): INodeProperties {
	const first = options.find(({ value }) => value === 'getAll') ?? options.at(0);
	const usual = first?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: usual,
	};
}
