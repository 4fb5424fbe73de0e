/** What reads, plans and writes setup texts: loaded when a text is opened, looked at, or saved. */
export { codeOfSetup, maxSetupBytes, setupOfCode } from '$lib/exchange/coded-setup';
export { readSetup } from '$lib/setup/read/read';
export { writeSetup } from '$lib/setup/write/write';
export { planInto } from './plan-into';
export { textInDraft } from './text-draft';
