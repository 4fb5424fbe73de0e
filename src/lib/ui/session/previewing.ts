/** What previewing acts takes, in one part: it is loaded when somebody is about to edit. */
export { namedIn, partitionShifts, previewEffects } from '$lib/views/effects/preview';
export { remediesOf, togetherOf } from '$lib/views/followed-advice';
export { previewUndo } from '$lib/views/history/undo';
