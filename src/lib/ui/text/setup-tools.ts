/** What reads, plans and writes setup texts: loaded when a text is opened, looked at, or saved. */
export { readText } from './read-text';
export { writeSetup } from '$lib/setup/write/write';
export { planInto } from './plan-into';
export { textInDraft } from './text-draft';
