/** What deciding commands takes, in one part: it is loaded when somebody is about to edit. */
export { decide } from '$lib/commands/decide';
export { undoSteps } from '$lib/commands/undo/undo';
export { CommandBatch, StaleBatchError } from './command-batch';
