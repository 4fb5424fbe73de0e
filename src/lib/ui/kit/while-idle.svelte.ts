import { takeWhenIdle } from './when-idle';

/**
 * While a component is on screen: does, whenever nothing else is to be done, what people are likely to ask for next, in
 * short steps; anew where what `steps` reads has changed. Call it while the component is made.
 * @param options as for `takeWhenIdle`
 */
export function whileIdle(steps: () => Iterator<unknown>, options?: { rests?: boolean }): void {
	$effect(() => takeWhenIdle(steps(), options));
}
