/** Milliseconds of work after which the page gets its turn. */
const SLICE = 8;

/**
 * Does long work in slices that leave the page alive, anew whenever what it rests on changes; short work is done before
 * anything is drawn. Call it while a component is made.
 * @param begin answers with the work; what it yields is told as `progress`
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
