import { untrack } from 'svelte';
import { localNames, readLocal, writeLocal } from '../local-choice';
import { isTyping, pressedKey, matchKeys } from './shortcut-keys';

/** A key (`?`), or two after each other (`g p`), and what they do. */
export interface Shortcut {
	keys: string;
	label: string;
	/** The heading it stands under in the sheet. */
	group: string;
	run: () => void;
}

const KEY = localNames.shortcuts;
/** Within this time the second key has to follow the first. */
const PATIENCE = 1200;

let lists = $state.raw<readonly (() => readonly Shortcut[])[]>([]);
let enabled = $state(readLocal(KEY) !== 'off');
let begun = '';
let begunAt = 0;

/**
 * Single-key shortcuts, which a person can turn off (speech input and shaky hands press keys by accident, WCAG 2.1.4).
 * They rest while one types, and while a dialog or menu is open.
 */
export const shortcuts = {
	get enabled() {
		return enabled;
	},
	set enabled(wanted: boolean) {
		enabled = wanted;
		writeLocal(KEY, wanted ? 'on' : 'off');
	},
	/** All that are registered now, for the sheet. */
	get all(): readonly Shortcut[] {
		return lists.flatMap((list) => list());
	},
	/**
	 * Adds some for as long as a component lives: `$effect(() => shortcuts.register(() => [...]))`. The list is a
	 * function, so that its words follow the language.
	 */
	register(list: () => readonly Shortcut[]): () => void {
		// Called from effects, which must not wait for the list that they change.
		lists = [...untrack(() => lists), list];
		return () => {
			lists = lists.filter((each) => each !== list);
		};
	},
	/** Handles a key press of the window. */
	onkeydown(this: void, event: KeyboardEvent): void {
		if (!enabled || event.defaultPrevented || event.repeat || isTyping(event)) return;
		const key = pressedKey(event);
		if (key === undefined) return;
		const before = Date.now() - begunAt < PATIENCE ? begun : '';
		const match = matchKeys(
			shortcuts.all.map((each) => each.keys),
			before,
			key
		);
		begun = match === 'begins' ? key : '';
		begunAt = Date.now();
		if (typeof match !== 'number') return;
		event.preventDefault();
		shortcuts.all[match]?.run();
	}
};
