import { describe, expect, test } from 'vitest';
import { iceText, readIce, readSignalling, signallingText } from '$lib/ui/sharing/addresses-text';
import { appAddress, ownAddress } from '$lib/ui/kit/own-address';
import { placeOf } from '$lib/ui/sharing/place-name';
import { failureText } from '$lib/ui/words/relay-text';
import { m } from '$lib/paraglide/messages';

describe('addresses as a person types them', () => {
	test('signalling servers are read a line each, once, and what is none is named', () => {
		const typed = ' wss://signal.example.com \n\nws://10.0.0.7:4444\nhttps://example.com\nws://10.0.0.7:4444';
		const { servers, wrong } = readSignalling(typed);
		expect(servers).toEqual(['wss://signal.example.com', 'ws://10.0.0.7:4444']);
		expect(wrong).toEqual(['https://example.com']);
		expect(readSignalling(signallingText(servers)).servers).toEqual(servers);
	});

	test('a TURN server needs its user and password, a STUN server takes none', () => {
		const typed = 'stun:stun.example.com:3478\nturn:turn.example.com alice secret';
		const { servers, wrong } = readIce(typed);
		expect(servers).toEqual([
			{ urls: ['stun:stun.example.com:3478'] },
			{ urls: ['turn:turn.example.com'], username: 'alice', credential: 'secret' }
		]);
		expect(wrong).toEqual([]);
		expect(iceText(servers)).toBe(typed);
		for (const line of ['turn:turn.example.com', 'stun:stun.example.com alice secret', 'example.com'])
			expect(readIce(line)).toEqual({ servers: [], wrong: [line] });
	});
});

describe('the address of the app', () => {
	test.each([
		['file:///home/a/grantbook.html', 'file'],
		['http://localhost:4173/', 'this-computer'],
		['http://127.0.0.1/', 'this-computer'],
		['http://[::1]:8080/', 'this-computer'],
		['https://example.com/grantbook/', 'network'],
		['http://192.168.1.7/', 'network']
	])('%s is of %s', (address, expected) => {
		expect(ownAddress(new URL(address))).toBe(expected);
	});

	test('a link begins with it, without the place that is open', () => {
		expect(appAddress({ href: 'https://example.com/g/?x=1#/w/1/2/share' })).toBe(
			'https://example.com/g/?x=1'
		);
	});
});

test('a place is told by its name, and no address that somebody made up is told', () => {
	expect(placeOf('/w/1/2/products/3')).toBe('products');
	expect(placeOf('/w/1/2/constructor')).toBe('');
	expect(placeOf('/')).toBe('');
});

test('a connection of which the browser tells nothing is told in words, any other by what was said', () => {
	expect(failureText('closed (1006)')).toBe(m.sharing_closed_silently());
	expect(failureText('closed (4001 too many)')).toBe('closed (4001 too many)');
});
