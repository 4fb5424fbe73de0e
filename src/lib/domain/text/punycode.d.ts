/** What comparing accounts needs of punycode 2.3.1, which has no declarations; a bare `punycode` would be Node's own. */
declare module 'punycode/punycode.es6.js' {
	/** The ASCII form of a label, without its `xn--`. */
	export function encode(text: string): string;
	/** Back again; throws where it is the ASCII form of nothing. */
	export function decode(ascii: string): string;
}
