import { describe, expect, test } from 'vitest';
import { ToastList } from '$lib/ui/kit/overlays/toast-list.svelte';

const texts = (list: ToastList) => list.all.map(({ text }) => text);
const done = (text: string) => ({ kind: 'done' as const, text, duration: 6_000 });

describe('toasts', () => {
	test('the newest is in front, and the oldest of many goes', () => {
		const list = new ToastList();
		for (const text of ['one', 'two', 'three', 'four']) list.show(done(text));
		expect(texts(list)).toEqual(['four', 'three', 'two']);
	});

	test('what stays until it is closed is not the one that goes', () => {
		const list = new ToastList();
		const offer = list.show({ kind: 'info', text: 'A new version', duration: Infinity });
		for (const text of ['one', 'two', 'three', 'four']) list.show(done(text));
		expect(texts(list)).toEqual(['four', 'three', 'two', 'A new version']);
		list.close(offer);
		expect(texts(list)).toEqual(['four', 'three', 'two']);
	});

	test('the same one again takes the place of the one before, in front', () => {
		const list = new ToastList();
		list.show({ ...done('Nothing to undo'), id: 'nothing' });
		list.show(done('Undone.'));
		list.show({ ...done('Nothing to undo'), id: 'nothing' });
		expect(texts(list)).toEqual(['Nothing to undo', 'Undone.']);
	});
});
