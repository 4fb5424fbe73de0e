/** What reads, plans and writes setup texts: loaded when a text is opened, looked at, or saved. */
export { codeOfSetup, maxSetupBytes, setupOfCode } from '$lib/exchange/coded-setup';
export { readText } from './read-text';
export { writeSetup } from '$lib/setup/write/write';
export { lookAt } from './look-at';
export { textInDraft } from './text-draft';
