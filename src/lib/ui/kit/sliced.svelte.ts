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

	$effect.pre(() => {
		const work = begin();
		let timer: ReturnType<typeof setTimeout>;
		const slice = () => {
			const end = performance.now() + SLICE;
			do {
				const { done, value } = work.next();
				if (done) return void (result = value);
				progress = value;
			} while (performance.now() < end);
			timer = setTimeout(slice);
		};
		result = undefined;
		slice();
		return () => clearTimeout(timer);
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
