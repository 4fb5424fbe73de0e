/** A draft of a great many steps never keeps the page from its turns. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { OrganizationId } from '$lib/domain/facts';
import type { Gate } from '$lib/gate/api';
import { timeSlices } from '$lib/document/time-slices';
import type { DraftStep } from '$lib/views/draft';
import { applyDraft } from '$lib/workspace/drafts/apply-draft';
import { newEntryId } from '$lib/workspace/drafts/draft-ids';
import { DraftWorkspace } from '$lib/workspace/drafts/draft-workspace';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../../document/helpers';
import { done, organization, product } from '../commands';

const many = 300;

let base: Workspace;
let draft: DraftWorkspace;
let end: () => void;

const step = (actor: OrganizationId, at: number): DraftStep => ({
	...{ entry: newEntryId(), action: `act ${at}`, at, name: 'add-product', actor },
	command: product(`Fan ${at}`)
});

beforeEach(async () => {
	const { ledger } = memoryLedger();
	ledger.stored = () => new Promise((resolve) => (end = resolve));
	base = new Workspace('w', { ledger, gate: {} as Gate });
	await base.opened;
	const nova = await done(base.editor.run(null, organization('Nova')));
	const { id } = base.drafts.add(
		'Long',
		Array.from({ length: many }, (_, at) => step(nova, at))
	);
	draft = new DraftWorkspace(base, `w~draft-${id}`, id);
	// Whatever is done takes longer than a slice may.
	let now = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
	return () => void vi.restoreAllMocks();
});

test('it is decided in slices before it is shown, and once for all who show it', async () => {
	expect(draft.isReady).toBe(false);
	void draft.prepare();
	const turns = timeSlices();
	let count = 0;
	for (; !draft.isReady; count++) await turns.take();
	expect(count).toBeGreaterThan(many / 2);
	const other = new DraftWorkspace(base, draft.id, draft.draft);
	expect(other.isReady).toBe(true);
	expect(other.drafted).toBe(draft.drafted);
	expect(draft.drafted).toMatchObject({ count: many, unfit: [] });
	expect(draft.before).toBe(base.snapshot);
});

test('while it is applied it is shown as it was, and not decided anew with each of its entries', async () => {
	await draft.prepare();
	const { drafted, before } = draft;
	const applied = applyDraft(base, draft.record!, new Set());
	await vi.waitFor(() => expect(end).toBeTypeOf('function'));
	expect(base.snapshot.products.size).toBe(many);
	expect(draft.drafted).toBe(drafted);
	expect(draft.before).toBe(before);
	end();
	expect(await applied).toMatchObject({ done: true, count: many });
	expect(draft.drafted.count).toBe(0);
	expect(draft.before).toBe(base.snapshot);
});
