import { describe, expect, test } from 'vitest';
import { emptySnapshot } from '$lib/domain/snapshot';
import { readSetup } from '$lib/setup/read/read';
import { writeSetup } from '$lib/setup/write/write';
import { atOnce } from '$lib/domain/algorithms/sliced';
import { partsOf } from '$lib/ui/text/parts';
import { planningInto } from '$lib/ui/text/plan-into';
import { setupProblemText } from '$lib/ui/text/problem-sentence';
import { textInDraft } from '$lib/ui/text/text-draft';
import { draftOn } from '$lib/views/draft';
import { readAppFile } from '$lib/workspace/files/app-file';
import { stepsSchema } from '$lib/workspace/drafts/draft-schema';

const two = `grantbook: setup 1
organizations:
  nova: { name: Nova, account: nova@example.com }
  kilo: { name: Kilo, account: kilo@example.com }
products:
  lamp: { owner: nova, pid: lamp1, name: Lamp }
  fan: { owner: kilo, pid: fan1, name: Fan }
`;
const three = `${two.replace('  kilo:', '  lima: { name: Lima, account: lima@example.com }\n  kilo:')}authorizations:
  - { from: nova, to: kilo, products: [lamp], purchase: yes }
  - { from: kilo, to: nova, products: [fan], purchase: yes }
  - { from: kilo, to: lima, products: [fan], purchase: yes }
`;

const setupOf = (text: string) => readSetup(text).setup!;
const built = atOnce(planningInto(setupOf(two), emptySnapshot(), 'add'));
const nova = built.matched.organizations.get('nova')!;
const kilo = built.matched.organizations.get('kilo')!;

describe('a text that comes in', () => {
	test.each([
		two,
		`\ufeff# Ours\n${two}`,
		'{"grantbook": "setup 1"}',
		'{\n\t"organizations": {},\n\t"grantbook": "setup 1"\n}',
		'products:\n  lamp: { owner: nova }\n'
	])('is known for a setup: %j', (text) => {
		expect(readAppFile(text)).toMatchObject({ kind: 'setup', file: { text } });
	});

	test('is not taken for one where it is a file of another kind, or nothing', () => {
		expect(readAppFile('{\n\t"grantbook": "draft",\n\t"v": 1,,\n}')).toMatchObject({ problem: 'rewrapped' });
		expect(readAppFile('what grantbook: setup is')).toMatchObject({ problem: 'not-ours' });
	});

	test('is divided by who can act: what rests on the other part waits', () => {
		const now = built.snapshot;
		const plan = atOnce(planningInto(setupOf(three), now, 'add'));
		const { own, others, later } = atOnce(partsOf(now, new Set([nova]), plan.steps));
		expect(own.map(({ actor, command }) => [actor, command.command])).toEqual([
			[null, 'add-organization'],
			[nova, 'add-partner'],
			[nova, 'adjust']
		]);
		expect(others.map(({ actor, command }) => [actor, command.command])).toEqual([
			[kilo, 'add-partner'],
			[kilo, 'adjust']
		]);
		expect(later).toBe(2);
		for (const part of [own, others]) {
			expect(stepsSchema.safeParse(part).success).toBe(true);
			expect(draftOn(now, part).unfit).toEqual([]);
		}
		// Once both are done, the text brings the rest.
		const done = draftOn(draftOn(now, own).snapshot, others).snapshot;
		const rest = atOnce(planningInto(setupOf(three), done, 'add')).steps;
		expect(atOnce(partsOf(done, new Set([nova]), rest))).toMatchObject({
			own: [],
			others: [{}, {}],
			later: 0
		});
	});

	test('is all of one who acts for everybody, and writes the same text again', () => {
		const plan = atOnce(planningInto(setupOf(three), emptySnapshot(), 'add'));
		const parts = atOnce(partsOf(emptySnapshot(), new Set(), plan.steps));
		expect(parts).toMatchObject({ others: [], later: 0 });
		const { snapshot } = draftOn(emptySnapshot(), parts.own);
		const { text } = writeSetup(snapshot);
		expect(writeSetup(atOnce(planningInto(setupOf(text), emptySnapshot(), 'add')).snapshot).text).toBe(text);
	});
});

test('a mistake is told with what was probably meant', () => {
	const { problems } = readSetup(two.replace('owner: kilo', 'owner: killo'));
	expect(problems).toMatchObject([{ line: 7, column: 17 }]);
	const plain = setupProblemText(problems![0]!).replaceAll(/[\u2068\u2069]/g, '');
	expect(plain).toBe('“killo” is no organization of this text. Perhaps “kilo”?');
});

describe('a draft as its text', () => {
	const base = atOnce(planningInto(setupOf(three), emptySnapshot(), 'add')).snapshot;
	const actable = new Set(base.organizations.keys());
	const { text } = writeSetup(base);

	test('is as it was with the text that was written of it', () => {
		expect(atOnce(textInDraft(base, [], actable, setupOf(text))).steps).toEqual([]);
	});

	test('revokes what a removed line granted, and has it again when the line is back', () => {
		const without = text.replace(/.*from: nova.*\n/, '');
		const { steps, plan } = atOnce(textInDraft(base, [], actable, setupOf(without)));
		expect(plan.removals.map(({ kind }) => kind)).toEqual(['grants', 'partner']);
		const drafted = draftOn(base, steps);
		expect(drafted.unfit).toEqual([]);
		expect(writeSetup(drafted.snapshot).text).toBe(without);
		const again = atOnce(textInDraft(base, steps, actable, setupOf(text)));
		expect(again.steps.slice(0, steps.length)).toEqual(steps);
		expect(writeSetup(draftOn(base, again.steps).snapshot).text).toBe(text);
	});

	test('acts for the organizations that it founds', () => {
		const more = text.replace(
			'products:',
			'  oscar: { name: Oscar, account: oscar@example.com }\nproducts:\n  torch: { owner: oscar, pid: torch1, name: Torch }'
		);
		const { steps } = atOnce(textInDraft(base, [], new Set(), setupOf(more)));
		expect(steps.map(({ command }) => command.command)).toEqual(['add-organization', 'add-product']);
		const named = more.replace('name: Torch', 'name: Lantern');
		const { parts } = atOnce(textInDraft(base, steps, new Set(), setupOf(named)));
		expect(parts).toMatchObject({ own: [{ command: { command: 'edit-product' } }], others: [] });
	});
});
