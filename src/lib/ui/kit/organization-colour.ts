/** Colours to offer for organizations: distinct from each other, and each dark enough for white letters. */
export const organizationColours = [
	'#3457c9',
	'#0b7a75',
	'#b3401f',
	'#7a3db8',
	'#2a7a3b',
	'#b0246a',
	'#8a5a00',
	'#0f6f9e',
	'#5a5f1a',
	'#9c2f2f',
	'#4d4bb5',
	'#5d6470'
] as const;

const HEX = /^#[0-9a-f]{6}$/i;

/** A stored colour if it is one (`#rrggbb`), else a grey: what comes from a peer never reaches a style as it is. */
export const safeColour = (colour: string): string => (HEX.test(colour) ? colour : '#5d6470');

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** White or near-black, whichever is readable on the colour: one of the two always reaches 4.5 to one. */
export const lettersOn = (colour: string): '#ffffff' | '#0e1014' =>
	1.05 / (luminance(colour) + 0.05) >= 4.5 ? '#ffffff' : '#0e1014';
