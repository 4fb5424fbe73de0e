import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { PaletteSearch } = await import('$lib/ui/kit/overlays/palette');

/** Groups of products by the hundred, some with accents. */
const groups = (size: number) =>
	['Products', 'Chains'].map((heading) => ({
		heading,
		items: Array.from({ length: size }, (_, at) => ({
			...{ id: `${heading} ${at}`, label: at % 2 ? `Lamp ${at}` : `Lámpara ${at}`, hint: `pid ${at}` },
			run: () => {}
		}))
	}));

test('a search puts the texts of its items into their searchable form at the first key, and not again', () => {
	const all = groups(2_000);
	const search = new PaletteSearch(all);
	const [first, second, third] = ['l', 'la', 'lam'].map((query) => stepsOf(() => void search.find(query)));
	expect(first!).toBeGreaterThan(2 * second!);
	expect(third!).toBeLessThan(1.1 * second!);

	const prepared = new PaletteSearch(all);
	const steps = [...prepared.prepare()].length;
	expect(steps).toBe(8);
	expect(stepsOf(() => void prepared.find('la'))).toBeLessThan(1.1 * second!);
	expect(prepared.find('lampara 2')).toEqual(search.find('lampara 2'));
});

test('of what is found only as much as is offered is put in order', () => {
	const [few, many] = [500, 4_000].map((size) => {
		const search = new PaletteSearch(groups(size));
		search.find('l');
		return stepsOf(() => void search.find('lam'));
	});
	expect(many! / few!).toBeLessThan(9);
});
