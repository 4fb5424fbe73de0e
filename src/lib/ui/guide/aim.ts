/** A control that a step needs. */
export interface Aim {
	/** Its name in `controls`. */
	at: string;
	/** It is needed until it is so; without it, for as long as it is there and can be used. */
	until?: 'on' | 'off' | 'filled' | 'chosen' | { value: string };
	/** It only leads to the controls before it: it need not be pressed by hand. */
	opens?: true;
	/** What to type into it on the way. */
	fill?: string;
	/** What to look for where it is not there. */
	otherwise?: readonly Aim[];
}

/** What of a control a guide needs to see. */
export interface Control<Element> {
	element: Element;
	usable: boolean;
	on: boolean;
	chosen: boolean;
	value: string;
}

/** The first control that a step still needs, with its aim; `find` looks for one by its name. */
export function nextAim<Element>(
	aims: readonly Aim[],
	find: (name: string) => Control<Element> | undefined
): { aim: Aim; control: Control<Element> } | undefined {
	for (const aim of aims) {
		const control = find(aim.at);
		if (control && control.usable && !isSo(control, aim.until)) return { aim, control };
		const other = control ? undefined : nextAim(aim.otherwise ?? [], find);
		if (other) return other;
	}
	return undefined;
}

function isSo({ on, chosen, value }: Control<unknown>, until: Aim['until']): boolean {
	switch (until) {
		case undefined:
			return false;
		case 'on':
			return on;
		case 'off':
			return !on;
		case 'filled':
			return value.trim() !== '';
		case 'chosen':
			return chosen;
		default:
			return value === until.value;
	}
}
