import { readFileSync } from 'node:fs';
import { permissions } from '$lib/domain/permissions/permissions';
import { only, permissionsOfKind, toSet, withImplied } from '$lib/domain/permissions/standing';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { changeChips, type Chip, chipName, chipsOf, countedChips } from '$lib/ui/words/permission-chips';
import { permissionSigns } from '$lib/ui/words/permission-signs';
import { afterEach, describe, expect, test } from 'vitest';

const named = (chips: readonly Chip[]) => chips.map((chip) => chipName(chip));

describe('the chips of permissions', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	test('there is one for every permission, in one order, whatever of them is held', () => {
		const held = withImplied(only('product-development'));
		expect(named(chipsOf({ held, passesOn: held }))).toEqual([
			'Product Development: held, may be passed on',
			'Panel Development: held, may be passed on',
			'View Logs: not held',
			'Purchase: not held'
		]);
		expect(named(chipsOf({ held: 0, among: permissionsOfKind.purchase }))).toEqual(['Purchase: not held']);
	});

	test('what is held is not dormant, and what is not held passes nothing on', () => {
		const chips = chipsOf({
			held: toSet(['panel-development']),
			dormant: toSet(['product-development', 'panel-development', 'purchase']),
			passesOn: toSet(['purchase', 'view-logs'])
		});
		expect(named(chips)).toEqual([
			'Product Development: dormant',
			'Panel Development: held',
			'View Logs: not held',
			'Purchase: dormant, may be passed on'
		]);
	});

	test('a chip that stands for several products says how many, in either language', () => {
		const chip: Chip = { permission: 'purchase', state: 'held', passesOn: true, count: 12 };
		expect(chipName(chip)).toBe('Purchase: held, 12 products, may be passed on');
		expect(chipName({ ...chip, passing: 2 })).toBe('Purchase: held, 12 products, 2 may be passed on');
		overwriteGetLocale(() => 'zh');
		expect(chipName(chip)).toBe('采购：持有、12 个产品、可转授');
	});

	test('what is dormant on some products stands beside what is held on others', () => {
		const none = { held: 0, passesOn: 0, dormant: 0 };
		const counts = {
			'product-development': { held: 2, passesOn: 2, dormant: 0 },
			'panel-development': { held: 3, passesOn: 2, dormant: 0 },
			'view-logs': none,
			purchase: { held: 1, passesOn: 0, dormant: 4 }
		};
		expect(named(countedChips(counts))).toEqual([
			'Product Development: held, 2 products, may be passed on',
			'Panel Development: held, 3 products, 2 may be passed on',
			'View Logs: not held',
			'Purchase: held, 1 product',
			'Purchase: dormant, 4 products'
		]);
	});

	test('a change shows what it gives and takes, and nothing that stays', () => {
		expect(named(changeChips(only('purchase'), toSet(['view-logs'])))).toEqual([
			'View Logs: lost',
			'Purchase: gained'
		]);
	});

	test('each permission has a sign of its own', () => {
		expect(new Set(permissions.map((each) => permissionSigns[each])).size).toBe(permissions.length);
	});
});

const tokens = readFileSync('src/lib/ui/kit/tokens.css', 'utf8');

/** A token's colour in the light and in the dark theme, as #rrggbb. */
const colours = (token: string) =>
	new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens)!.slice(1);

/** The relative luminance of a colour, as WCAG 2 defines it. */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
	const colour = (token: string) => colours(token)[theme === 'light' ? 0 : 1]!;

	test.each(['develop', 'purchase'])('what stands in a chip of %s is read', (hue) =>
		expect(contrast(colour('on-hue'), colour(hue))).toBeGreaterThan(4.5)
	);

	test.each(['develop', 'purchase', 'line-control', 'warn-text', 'danger-text'])(
		'a chip whose edge is %s is seen on every ground',
		(edge) => {
			for (const ground of ['canvas', 'surface', 'sunken', 'raised', 'hover', 'accent-soft'])
				expect(contrast(colour(edge), colour(ground)), ground).toBeGreaterThan(3);
		}
	);
});
