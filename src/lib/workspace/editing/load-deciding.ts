import { LazyModule } from '../lazy-module';

/** Decides commands; most who open a workspace only look. */
export const deciding = new LazyModule(() => import('./deciding'));
