import { beforeEach, describe, expect, test } from 'vitest';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Gate } from '$lib/gate/api';
import type { Guide } from '$lib/setup/setup';
import { FollowedGuide, keepGuide } from '$lib/workspace/guide/followed-guide';
import { DraftWorkspace } from '$lib/workspace/drafts/draft-workspace';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { memoryNotes } from '../exchange/memory-notes';
import { authorize, done, organization, partner, product, revoke } from './commands';

const text = 'grantbook: setup 1\n';
const at = 'w/guide/guide';

let notes: ReturnType<typeof memoryNotes>;
let base: Workspace;
let nova: OrganizationId;
let kilo: OrganizationId;
let lamp: ProductId;
let guide: Guide;

/** A browser with a workspace and its guide: kilo is to get the logs, and to lose them again. */
beforeEach(async () => {
	notes = memoryNotes();
	const { ledger } = memoryLedger();
	const first = new Workspace('w', { ledger, gate: {} as Gate, notes });
	await first.opened;
	nova = await done(first.editor.run(null, organization('Nova')));
	kilo = await done(first.editor.run(null, organization('Kilo')));
	await done(first.editor.run(nova, partner('Kilo')));
	lamp = `${await done(first.editor.run(nova, product('Lamp')))}:0`;
	const sentence = {
		product: lamp,
		permission: 'view-logs' as const,
		expected: { kind: 'holds' as const, organization: kilo }
	};
	guide = {
		title: 'Logs',
		story: 'First.\n\nThen.',
		steps: [
			{ do: 'Give', who: nova, when: 'holds', sentence },
			{ do: 'Take', who: null, when: 'no longer', sentence }
		]
	};
	await keepGuide('w', guide, text, notes);
	expect(first.guide.state).toBeUndefined();
	await first.guide.load();
	base = first;
});

/** As a page that is opened later finds it. */
async function reloaded(): Promise<FollowedGuide> {
	const later = new FollowedGuide('w', notes);
	await later.load();
	return later;
}

describe('the guide of a text', () => {
	test('ticks as the workspace comes to what ends a step, and is as far after a reload', async () => {
		expect(base.guide.state).toEqual({ guide, done: 0, hasText: true });
		await done(base.editor.run(nova, authorize(kilo, lamp)));
		expect(base.guide.state?.done).toBe(1);
		expect((await reloaded()).state).toEqual({ guide, done: 1, hasText: true });
		await done(base.editor.run(nova, revoke(kilo, lamp)));
		expect(base.guide.state?.done).toBe(2);
		await done(base.editor.run(nova, authorize(kilo, lamp)));
		expect((await reloaded()).state?.done).toBe(2);
	});

	test('is not moved by what a draft would do', async () => {
		const { id } = base.drafts.add('What if');
		const draft = new DraftWorkspace(base, `w~draft-${id}`, id);
		await done(draft.editor.run(nova, authorize(kilo, lamp)));
		expect(draft.guide.state?.done).toBe(0);
	});

	test('is kept with its text, from which the workspace can be made once more', async () => {
		expect(await (await reloaded()).text()).toBe(text);
		notes.stored.set('w/guide-text/guide', { v: 2, text });
		expect(await (await reloaded()).text()).toBeUndefined();
	});

	test.each<[string, (stored: Record<string, unknown>) => unknown]>([
		['a later form', (stored) => ({ ...stored, v: 2 })],
		['more done than there is', (stored) => ({ ...stored, done: 3 })],
		['a step that says nothing', (stored) => ({ ...stored, guide: { ...guide, steps: [{}] } })],
		[
			'more steps than a guide may have',
			(stored) => ({
				...stored,
				guide: { ...guide, steps: Array(201).fill(guide.steps[0]) }
			})
		],
		['a title without end', (stored) => ({ ...stored, guide: { ...guide, title: 'T'.repeat(20_001) } })],
		['something else', () => 'guide']
	])('is none where what is kept is %s, and stays where it is', async (_, change) => {
		const stored = change(notes.stored.get(at) as Record<string, unknown>);
		notes.stored.set(at, stored);
		const later = await reloaded();
		expect(later.state).toBeUndefined();
		later.follow(base.snapshot);
		later.save();
		expect(notes.stored.get(at)).toBe(stored);
	});
});
