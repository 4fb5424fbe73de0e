import { areAsShown } from '$lib/ui/app/shell/place';
import { expect, test } from 'vitest';
import { Acting } from '../views/acting';

const world = new Acting();
const [lumen, terra] = [world.organization('Lumen'), world.organization('Terra')];
const organizations = () => [...world.snapshot.organizations.values()];
const actable = new Set([lumen]);
const shown = organizations().map(({ id, name, account, colour }) => ({
	...{ id, name, account, colour, href: '' },
	mayAct: actable.has(id)
}));

test('organizations are as they were shown until one has another name, or may be acted for, or is gone', () => {
	expect(areAsShown(shown, organizations(), actable)).toBe(true);
	expect(areAsShown(shown, organizations(), new Set([lumen, terra]))).toBe(false);
	expect(areAsShown(shown, organizations().slice(1), actable)).toBe(false);
	const [first, ...others] = organizations();
	for (const change of [{ name: 'Lumina' }, { account: 'a@b.example' }, { colour: '#000000' }])
		expect(areAsShown(shown, [{ ...first!, ...change }, ...others], actable)).toBe(false);
});
