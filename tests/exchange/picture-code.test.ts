/** Pictures that carry a setup: it comes out as it went in, the picture stays as it was, and nothing bad in a file does anything. */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/document/entries/checksum';
import { codeOfSetup } from '$lib/exchange/coded-setup';
import { codeInPng, isPng, pngWithCode } from '$lib/exchange/png-code';
import { codeInSvg, isSvg, svgWithCode } from '$lib/exchange/svg-code';
import { readAnyFile } from '$lib/workspace/files/app-file';
import { sample, sampleNames } from '../setup/samples';

const { written } = sample('18-chinese');
const code = codeOfSetup(written);
const setup = (text: string) => ({ kind: 'setup', file: { text, inPicture: true } });
/** As a later form of the code would be, whatever is in it. */
const later = `bLater${checksumOf('bLater').slice(0, 8)}`;
const refused = (problem: string) => ({ problem, detail: 'picture' });

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><title>灯具</title></svg>';
const carrying = svgWithCode(svg, code);

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const number = (value: number) => {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value);
	return bytes;
};
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
/** A chunk whose checksum is not looked at. */
const chunk = (type: string, data: Uint8Array, length = data.length) =>
	joined(number(length), latin(type), data, number(0));

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const head = chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0));
const pixels = chunk('IDAT', new Uint8Array(deflateSync(Uint8Array.of(0, 7))));
const end = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);
const png = joined(signature, head, pixels, end);
const carryingPng = pngWithCode(png, code);

describe('the same text comes out', () => {
	test.each(sampleNames)('of the sample %s', async (name) => {
		const { text } = sample(name);
		expect(await readAnyFile(svgWithCode(svg, codeOfSetup(text)))).toMatchObject(setup(text));
		expect(await readAnyFile(pngWithCode(png, codeOfSetup(text)))).toMatchObject(setup(text));
	});

	test('and nothing else of the picture is touched', () => {
		expect(carrying.replace(/<metadata>.*<\/metadata>/, '')).toBe(svg);
		const [before, after] = [png.length - end.length, carryingPng.length - end.length];
		expect(carryingPng.slice(0, before)).toEqual(png.slice(0, before));
		expect(carryingPng.slice(after)).toEqual(end);
	});

	test('with the checksum that PNG asks for', () => {
		const bare = pngWithCode(png, '').slice(png.length - end.length, -end.length);
		expect(bare).toEqual(
			joined(
				number(20),
				latin('iTXtgrantbook-setup\0\0\0\0\0'),
				number(crc32('iTXtgrantbook-setup\0\0\0\0\0'))
			)
		);
	});

	test.each([
		[
			'with a declaration, a comment and a type before it',
			`<?xml version="1.0"?>\n<!-- by hand -->\n${carrying}`
		],
		[
			'with another prefix, declared elsewhere',
			carrying
				.replaceAll('grantbook:setup xmlns:grantbook="urn:grantbook:setup"', 'ns0:setup')
				.replace('</grantbook:setup>', '</ns0:setup>')
				.replace('<svg ', '<svg xmlns:ns0="urn:grantbook:setup" ')
		],
		['with its lines broken', carrying.replace(code, code.replace(/(.{70})/g, '$1\n\t\t'))]
	])('of an SVG that another program wrote anew, %s', async (_, rewritten) => {
		expect(await readAnyFile(rewritten)).toMatchObject(setup(written));
	});

	test('of a PNG with other chunks before it', async () => {
		const more = joined(
			...[
				signature,
				head,
				chunk('tEXt', latin('Comment\0grantbook-setup')),
				chunk('iTXt', latin('a\0\0\0\0\0b'))
			],
			...[pixels, carryingPng.slice(png.length - end.length)]
		);
		expect(await readAnyFile(more)).toMatchObject(setup(written));
	});
});

describe('an SVG that is not as it was', () => {
	test.each([
		['without a setup', svg, 'no-setup'],
		['cut off before its end, without a setup', svg.slice(0, -10), 'broken'],
		['cut off in the setup', carrying.slice(0, 400), 'broken'],
		['with a character changed', carrying.replace(code, `${code.slice(0, 50)}!${code.slice(51)}`), 'broken'],
		['with another character', carrying.replace(code, `${code.slice(0, 50)}_${code.slice(51)}`), 'broken'],
		['with markup in it', carrying.replace(code, `<script>alert(1)</script>`), 'broken'],
		[
			'with an entity for it',
			`<!DOCTYPE svg [<!ENTITY a "${code}">]>${carrying.replace(code, '&a;')}`,
			'broken'
		],
		['of 70 million characters', `${carrying}${' '.repeat(70_000_000)}`, 'too-large']
	])('%s is refused', async (_, damaged, problem) => {
		expect(isSvg(damaged)).toBe(true);
		expect(await readAnyFile(damaged)).toEqual(refused(problem));
	});

	test('entities of entities are never resolved', async () => {
		const letters = [...'abcdefghijklmno'];
		const lines = letters.map((letter, at) => {
			const before = letters[at - 1];
			return `<!ENTITY ${letter} "${before ? `&${before};`.repeat(10) : 'x'}">`;
		});
		const bomb = `<!DOCTYPE svg [${lines.join('')}]>${svg.replace('灯具', '&o;')}`;
		expect(await readAnyFile(bomb)).toEqual(refused('no-setup'));
		const external = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
		expect(await readAnyFile(external + carrying.replace(code, '&x;'))).toEqual(refused('broken'));
		expect(await readAnyFile(external + carrying)).toMatchObject(setup(written));
	});

	test('what looks like the beginning of the element a million times is gone through once', () => {
		const many = '<setup xmlns="urn:grantbook:setup" '.repeat(200_000) + '<setup>'.repeat(200_000);
		expect(codeInSvg(`<svg>${many}`)).toEqual({ problem: 'broken' });
	});
});

describe('a PNG that is not as it was', () => {
	const changed = (at: number) => {
		const copy = carryingPng.slice();
		copy[at] = copy[at]! ^ 1;
		return copy;
	};
	const inside = carryingPng.length - end.length - 100;

	test.each([
		['without a setup', png, 'no-setup'],
		['cut off in the setup', carryingPng.slice(0, inside), 'broken'],
		['cut off before it', png.slice(0, 30), 'broken'],
		['of a signature alone', signature, 'broken'],
		['with a bit changed in the setup', changed(inside), 'broken'],
		[
			'with a chunk of four gigabytes',
			joined(signature, head, chunk('iTXt', latin('grantbook-setup\0'), 0xffffffff)),
			'broken'
		],
		[
			'with a chunk that ends behind the file',
			joined(signature, chunk('IHDR', new Uint8Array(13), 14)),
			'broken'
		],
		[
			'with a million empty chunks',
			joined(signature, new Uint8Array(Buffer.alloc(12_000_000, chunk('tIME', new Uint8Array())))),
			'broken'
		],
		['with a setup behind its end', joined(png, carryingPng.slice(png.length - end.length)), 'no-setup'],
		['of 70 million bytes', joined(carryingPng, new Uint8Array(70_000_000)), 'too-large'],
		['with a chunk of 20 million bytes', pngWithCode(png, 'a'.repeat(20_000_000)), 'too-large'],
		['with a code that is none', pngWithCode(png, 'hello'), 'broken'],
		['with one of a later form', pngWithCode(png, later), 'newer']
	])('%s is refused', async (_, damaged, problem) => {
		expect(await readAnyFile(damaged)).toEqual(refused(problem));
	});

	test('and what is no PNG at all is not ours', async () => {
		expect(isPng(Uint8Array.of(0x89, 0x50))).toBe(false);
		expect(await readAnyFile(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3))).toEqual({
			problem: 'not-ours',
			detail: ''
		});
	});

	test('every place where it may be cut', () => {
		for (let length = 8; length < carryingPng.length - end.length; length += 7)
			expect(codeInPng(carryingPng.slice(0, length)), `${length}`).toEqual({ problem: 'broken' });
	});
});

test('a page, and a text that speaks of pictures, are no SVG', () => {
	expect(isSvg('<!doctype html><body><svg></svg>')).toBe(false);
	expect(isSvg(`${written}# <svg>`)).toBe(false);
	expect(isSvg('<?xml version="1.0"?><note/>')).toBe(false);
});
