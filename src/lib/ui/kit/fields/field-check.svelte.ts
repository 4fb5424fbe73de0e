/** What is wrong with a value, as a sentence for a person; undefined when nothing is. */
export type Check<Value> = (value: Value) => string | undefined;

/** What every field shows beside its control. */
export interface FieldProps {
	label: string;
	hint?: string | undefined;
	/** What is wrong, shown at once (after a form was submitted). */
	error?: string | undefined;
	required?: boolean;
	/** Says that it may be left empty. */
	optional?: boolean;
	/** The label is there for a screen reader only (a search box says what it is by its place). */
	hideLabel?: boolean;
}

let pressing = false;
if (typeof document !== 'undefined') {
	const track = (name: string, now: boolean) =>
		document.addEventListener(name, () => (pressing = now), { capture: true });
	track('pointerdown', true);
	for (const end of ['pointerup', 'pointercancel', 'dragend']) track(end, false);
}

/**
 * Does something at once, or, while a button of the pointer is down, after the click: an error that appears between
 * press and release would move what is being pressed, and the click would be lost.
 */
function afterPress(act: () => void): void {
	if (!pressing) return act();
	const ended = new AbortController();
	const end = () => {
		ended.abort();
		setTimeout(act);
	};
	for (const name of ['pointerup', 'pointercancel', 'dragend'])
		document.addEventListener(name, end, { capture: true, signal: ended.signal });
}

/**
 * Inline validation: no error while a person is still typing for the first time; it is shown on leaving the field and
 * from then on updated at every keystroke.
 */
export class FieldCheck<Value> {
	#left = $state(false);
	#value: () => Value;
	#check: () => Check<Value> | undefined;

	constructor(value: () => Value, check: () => Check<Value> | undefined) {
		this.#value = value;
		this.#check = check;
	}

	leave = () => afterPress(() => (this.#left = true));

	get error(): string | undefined {
		return this.#left ? this.#check()?.(this.#value()) : undefined;
	}
}

/** Moves focus to the first field of a form that has an error, and answers whether there was one. */
export function focusFirstError(form: HTMLElement): boolean {
	const field = form.querySelector<HTMLElement>('[aria-invalid="true"]');
	field?.focus();
	return field !== null;
}
