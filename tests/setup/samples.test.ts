import { expect, test } from 'vitest';
import { emptySnapshot } from '$lib/domain/snapshot';
import { toList } from '$lib/domain/permissions/standing';
import { effectiveTable } from '$lib/setup/effective';
import { againstSentence, stepsDone } from '$lib/setup/guide';
import { readSetup } from '$lib/setup/read/read';
import { printSentence } from '$lib/setup/sentence';
import type { Guide, Sentence, Setup } from '$lib/setup/setup';
import { inState, textState, type TextState } from '$lib/setup/state';
import { statedGrants, verdictsOf } from '$lib/setup/verdicts';
import { writeSetup } from '$lib/setup/write/write';
import { planned } from './planned';
import { sample, sampleNames } from './samples';

const asWritten = { organization: (key: string) => key, product: (key: string) => key };
const printed = (sentence: Sentence) => printSentence(sentence, asWritten);

function guideOf(guide: Guide | null, state: TextState) {
	if (!guide) return undefined;
	const steps = guide.steps.map((step) => ({ ...step, sentence: inState(state, step.sentence) }));
	return {
		steps: guide.steps.map(({ when, sentence }, index) => [
			when === 'holds' ? 'done when' : 'no longer',
			printed(sentence),
			againstSentence(state.snapshot, steps[index]!.sentence).length === 0
		]),
		doneAtStart: stepsDone({ ...guide, steps }, state.snapshot)
	};
}

const rowsOf = (state: Pick<TextState, 'snapshot' | 'organizations' | 'products'>) =>
	effectiveTable(state.snapshot, state).map(({ organization, product, holds, mayPassOn }) => [
		...[organization, product, toList(holds), toList(mayPassOn)]
	]);

function meaningOf(setup: Setup) {
	const state = textState(setup);
	const guide = guideOf(setup.guide, state);
	return {
		effective: rowsOf(state),
		grants: statedGrants(state).map(({ from, to, product, permission, flagged, state, givesPanels }) => [
			...[from, to, product, permission, flagged, state],
			...(givesPanels ? [['panel-development']] : [])
		]),
		expectations: verdictsOf(setup, state).map(({ sentence, holds, against }) => [
			printed(sentence),
			holds,
			against
		]),
		...(guide && { guide })
	};
}

/** Long lists are compared as text: it says at once whether they are the same. */
const told = (value: unknown): string => JSON.stringify(value, null, ' ');

const byId = (keys: ReadonlyMap<string, string>) => new Map([...keys].map(([key, id]) => [id, key]));

function setUp(text: string) {
	const setup = readSetup(text).setup!;
	const plan = planned(setup, emptySnapshot());
	return { setup, plan, written: writeSetup(plan.snapshot, { guide: plan.guide }).text };
}

test.each(sampleNames)('the sample %s means, comes to in a workspace, and is written as expected', (name) => {
	const { text, expected, written } = sample(name);
	const { setup, plan, written: out } = setUp(text);
	expect(told(meaningOf(setup))).toBe(told(expected));
	const { organizations, products } = plan.matched;
	const names = { organizations: byId(organizations), products: byId(products) };
	expect(told(rowsOf({ snapshot: plan.snapshot, ...names }))).toBe(told(expected.effective));
	expect(plan.lines.filter(({ verdict }) => verdict !== 'new' && verdict !== 'dormant')).toEqual([]);
	expect(out).toBe(written);
});

const small = sampleNames.filter((name) => sample(name).text.length < 100_000);

test.each(small)('what the sample %s is written as is written the same again', (name) => {
	const { written } = sample(name);
	expect(setUp(written).written).toBe(written);
});

test.each(small)(
	'a workspace that has read the sample %s has nothing more to do, and nothing to take',
	(name) => {
		const { setup, plan } = setUp(sample(name).text);
		for (const mode of ['add', 'like'] as const) {
			const { steps, removals } = planned(setup, plan.snapshot, mode);
			expect({ steps, removals }).toEqual({ steps: [], removals: [] });
		}
	}
);
