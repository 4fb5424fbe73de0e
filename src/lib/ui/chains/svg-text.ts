import { plainText } from '../kit/text/plain-text';

// A picture in a file is for paper and slides: always light, whatever the page is. The page's own light colours.
export const INK = {
	...{ text: '#1a1e27', muted: '#545c6b', line: '#868e9d', hair: '#cfd4dc', paper: '#ffffff' },
	...{ develop: '#5b2a94', purchase: '#0b7a75', dormant: '#875200', dormantSoft: '#fdf3df' }
};
export const ACCENT = { line: '#4451d0', soft: '#eceefc', on: '#ffffff' };

/** A foreign text inside an SVG: as text, whatever it holds. */
export const escaped = (text: string): string =>
	plainText(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

type Attributes = Record<string, string | number | undefined>;

/** An element as text; its content is markup already. */
export function tag(name: string, attributes: Attributes, content = ''): string {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
		.join('');
	return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
