import {
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { testAccess } from '../../src/clockodo/credential-test';
import { listSearch, loadOptions } from './call/drop-downs';
import { execute } from './call/execute';
import { makePanel, makeSubtitle } from './panel/made';

export class Clockodo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Clockodo',
		name: 'clockodo',
		icon: { light: 'file:../clockodo.svg', dark: 'file:../clockodo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: makeSubtitle(),
		description: 'Read and change everything that the Clockodo API offers',
		defaults: { name: 'Clockodo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'clockodoApi', required: true, testedBy: 'clockodoApiTest' }],
		properties: makePanel(),
	};

	methods = {
		listSearch,
		loadOptions,
		credentialTest: {
			async clockodoApiTest(
				this: ICredentialTestFunctions,
				{ data }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testAccess(this, data);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await execute(this)];
	}
}
