import { describe, expect, it } from '@jest/globals';

import { explainInstallFailure } from '../../../host/install-errors.mjs';

const npmFailure = (all: string) => Object.assign(new Error('Command failed'), { all });

describe('explaining why n8n could not be installed', () => {
	it.each([
		['npm error code EAI_AGAIN\nnpm error request to … failed', 'network'],
		['npm error code ENOSPC\nnpm error nospc no space left on device', 'disk is full'],
		['npm error code EACCES\nnpm error syscall mkdir', 'CLOCKODO_HOST_DIR'],
		[
			'gyp ERR! find Python You need to install the latest version of Python',
			'apt-get install python3 make g++',
		],
		['gyp ERR! stack Error: not found: make', 'apt-get install python3 make g++'],
		['npm error code E404\nnpm error 404 Not Found', 'npm config get registry'],
	])('%j', (output, advice) => {
		expect(explainInstallFailure(npmFailure(output)).message).toContain(advice);
	});

	it('shows the end of what npm said, without its warnings, when it is something else', () => {
		const { message } = explainInstallFailure(npmFailure('npm warn EBADENGINE\nnpm error odd'));
		expect(message).toContain('npm error odd');
		expect(message).not.toContain('EBADENGINE');
	});

	it('leaves an explained failure as it is', () => {
		const explained = explainInstallFailure(npmFailure('ENOSPC'));
		expect(explainInstallFailure(explained)).toBe(explained);
	});
});
