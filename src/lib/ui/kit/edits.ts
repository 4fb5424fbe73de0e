import { getContext, setContext } from 'svelte';

const name = Symbol('why nothing can be edited');

/** Says, for everything inside, why nothing can be edited there; undefined where it can. Call it while a component is made. */
export const setWhyNoEdits = (why: () => string | undefined): unknown => setContext(name, why);

/** Why nothing can be edited here: for what would change something. Call it while a component is made. */
export const whyNoEdits = (): (() => string | undefined) => getContext(name) ?? (() => undefined);
