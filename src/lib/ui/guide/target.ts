/** A control that a step needs. */
export interface Target {
	/** Its name in `controls`. */
	at: string;
	/** It is needed until it is so; without it, for as long as it is there and can be used. */
	until?: 'on' | 'off' | 'filled' | 'chosen' | { value: string };
	/** It only leads to the controls before it: it need not be pressed by hand. */
	opens?: true;
	/** What to type into it on the way. */
	fill?: string;
	/** What to look for where it is not there. */
	otherwise?: readonly Target[];
}

/** What of a control a guide needs to see. */
export interface Control<Element> {
	element: Element;
	usable: boolean;
	on: boolean;
	chosen: boolean;
	value: string;
}

/** The first control that a step still needs, with its target; `find` looks for one by its name. */
export function nextTarget<Element>(
	targets: readonly Target[],
	find: (name: string) => Control<Element> | undefined
): { target: Target; control: Control<Element> } | undefined {
	for (const target of targets) {
		const control = find(target.at);
		if (control && control.usable && !isSo(control, target.until)) return { target, control };
		const other = control ? undefined : nextTarget(target.otherwise ?? [], find);
		if (other) return other;
	}
	return undefined;
}

function isSo({ on, chosen, value }: Control<unknown>, until: Target['until']): boolean {
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
