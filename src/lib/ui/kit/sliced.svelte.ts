import { getContext, setContext, untrack } from 'svelte';

const context = Symbol('pause');

/**
 * What is called when long work begins, and answers with what is called when it is over: so that what is read does not
 * change under it, and have it begin anew for ever. Set while a component is made, for all that is in it.
 */
export const setPause = (pause: () => () => void): unknown => setContext(context, pause);

/** See `setPause`. Call it while a component is made. */
export const pauseHere = (): (() => () => void) =>
	getContext<(() => () => void) | undefined>(context) ?? (() => () => undefined);

/** Milliseconds of work after which the page may handle events. */
const SLICE = 8;

/**
 * Does long work in slices, so that the page stays responsive, again whenever what it reads has changed; short work is done
 * before anything is drawn. Call it while a component is made.
 * @param begin starts the work; what it yields is its `progress`
 */
export function worked<P, T>(
	begin: () => Generator<P, T>
): { readonly result: T | undefined; readonly progress: P | undefined } {
	let result = $state.raw<T>();
	let progress = $state.raw<P>();

	const pause = pauseHere();

	$effect.pre(() => {
		const work = begin();
		let timer: ReturnType<typeof setTimeout>;
		let resume: (() => void) | undefined;
		/** Answers whether it is done. */
		const slice = () => {
			const end = performance.now() + SLICE;
			do {
				const { done, value } = work.next();
				if (done) {
					result = value;
					return true;
				}
				progress = value;
			} while (performance.now() < end);
			return false;
		};
		const next = () => {
			let isOver = true;
			try {
				isOver = slice();
			} finally {
				if (isOver) resume?.();
			}
			if (isOver) return;
			resume ??= untrack(pause);
			timer = setTimeout(next);
		};
		result = undefined;
		next();
		return () => {
			clearTimeout(timer);
			resume?.();
		};
	});

	return {
		get result() {
			return result;
		},
		get progress() {
			return progress;
		}
	};
}
