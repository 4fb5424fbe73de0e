import type { Icon } from '../icon';

/** One line of a menu: something to do or a place to go (`href`), a choice among several, a heading, a line between. */
export type MenuEntry =
	| {
			label: string;
			icon?: Icon;
			href?: string;
			/** `_blank` for another window. */
			target?: '_blank';
			onselect?: () => void;
			danger?: boolean;
			/** It changes something: as for a Button. */
			edits?: boolean;
			/** Shown under the words; the entry then does nothing. */
			disabledReason?: string | undefined;
			/** Keys that do the same, for display: `g p`. */
			keys?: string | undefined;
			/** Where one already is. */
			current?: boolean;
	  }
	| {
			choice: string;
			options: readonly { value: string; label: string }[];
			value: string;
			onchoose: (value: string) => void;
	  }
	| { heading: string }
	| { separator: true };
