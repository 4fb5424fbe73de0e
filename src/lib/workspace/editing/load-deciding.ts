import { LoadedOnce } from '../loaded-once';

/** Decides commands; most who open a workspace only look. */
export const deciding = new LoadedOnce(() => import('./deciding'));
