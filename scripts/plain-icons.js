/**
 * The icons of Lucide as plain SVG. As they come, each works out its attributes anew wherever it is shown, and makes its paths
 * one by one: much of the time in which a row of a table is drawn. They look the same.
 */
import { readFileSync } from 'node:fs';

const ICON = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

/**
 * The component of an icon, as Svelte reads it.
 * @param {string} source as Lucide writes it
 */
export function plainIcon(source) {
	const [, data = ''] = DATA.exec(source) ?? [];
	const { size, node } = /** @type {{ size: number, node: [string, Record<string, string>][] }} */ (
		JSON.parse(data)
	);
	const parts = node.map(([tag, attributes]) => {
		const all = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
		return `<${tag}${all.join('')} />`;
	});
	return `<script>
	const { size = ${size}, strokeWidth = 2, class: own } = $props();
</script>
<svg width={size} height={size} viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width={strokeWidth}
	stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" class={own}>${parts.join('')}</svg>`;
}

/** @type {import('vite').Plugin} */
export const plainIcons = {
	name: 'plain-icons',
	enforce: 'pre',
	load: (id) => (ICON.test(id) ? plainIcon(readFileSync(id, 'utf8')) : null)
};
