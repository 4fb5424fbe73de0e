import { behindFrame } from './after-paint';

/** A page that is hidden draws no frame, and waits no longer than this, in milliseconds. */
const LONGEST = 200;

/**
 * Whether a component has been drawn: false while it is made, true behind the first frame that shows it. For what stands
 * beside what was asked for, so that not all of it is made at once. Call it while the component is made.
 */
export function firstFrame(): { readonly isOver: boolean } {
	let isOver = $state(false);
	$effect(() => {
		const late = setTimeout(end, LONGEST);
		let stop = behindFrame(() => (stop = behindFrame(end)));
		function end() {
			isOver = true;
		}
		return () => {
			clearTimeout(late);
			stop();
		};
	});
	return {
		get isOver() {
			return isOver;
		}
	};
}
