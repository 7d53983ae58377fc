import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deriveToken, digestOf, matchesAnyDigest, tokensOf } from '../../../src/webhook/tokens.js';

describe('tokens', () => {
	it('are derived from key, URL and event, each of which changes them', () => {
		const token = deriveToken('key', 'https://n8n.example/webhook/1', 'entry.stopped');
		expect(token).toBe(deriveToken('key', 'https://n8n.example/webhook/1', 'entry.stopped'));
		const others = [
			deriveToken('key2', 'https://n8n.example/webhook/1', 'entry.stopped'),
			deriveToken('key', 'https://n8n.example/webhook/2', 'entry.stopped'),
			deriveToken('key', 'https://n8n.example/webhook/1', 'entry.updated'),
		];
		expect(new Set([token, ...others]).size).toBe(4);
	});

	it('of a credential are split at commas and line breaks, the first one never', () => {
		expect(tokensOf({ token: ' a,b ', additionalTokens: 'c, d\r\ne\n\n' })).toEqual([
			'a,b',
			'c',
			'd',
			'e',
		]);
		expect(tokensOf({ token: '', additionalTokens: ' , ' })).toEqual([]);
	});

	it.each(['right', 'also'])('match %s', (token) => {
		expect(matchesAnyDigest(token, ['also', 'right'].map(digestOf))).toBe(true);
	});

	it.each([['wrong'], ['righ'], ['right '], [''], [undefined], [['right']], [{ a: 1 }], [1]])(
		'do not match %j',
		(token) => {
			expect(matchesAnyDigest(token, ['right', 'also'].map(digestOf))).toBe(false);
		},
	);

	it('match nothing where none is expected', () => {
		expect(matchesAnyDigest('', [])).toBe(false);
		expect(matchesAnyDigest('x', [''])).toBe(false);
		expect(matchesAnyDigest('', [digestOf('')])).toBe(false);
	});

	it('that are derived stay what they were in every version: they stand at the API', () => {
		expect(deriveToken('key', 'https://n8n.example/webhook/1', 'entry.stopped')).toBe(
			createHmac('sha256', 'key')
				.update('n8n-nodes-clockodo webhook token v1\nhttps://n8n.example/webhook/1\nentry.stopped')
				.digest('base64url'),
		);
	});

	it('of a credential without fields are none', () => {
		expect(tokensOf({})).toEqual([]);
	});

	it('are recognised by their SHA-256', () => {
		expect(digestOf('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});
});
