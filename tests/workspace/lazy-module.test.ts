import { expect, test } from 'vitest';
import { LazyModule } from '$lib/workspace/lazy-module';

test('a part is loaded once, however often it is asked for', async () => {
	let loads = 0;
	const part = new LazyModule(() => Promise.resolve(++loads));
	part.want();
	expect(await Promise.all([part.get(), part.get()])).toEqual([1, 1]);
	expect(await part.get()).toBe(1);
});

test('what could not be loaded is tried again the next time', async () => {
	let loads = 0;
	const part = new LazyModule(() =>
		++loads > 2 ? Promise.resolve(loads) : Promise.reject(new Error('away'))
	);
	part.want();
	await expect(part.get()).rejects.toThrow('away');
	await expect(part.get()).rejects.toThrow('away');
	expect(await part.get()).toBe(3);
});
