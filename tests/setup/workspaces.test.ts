import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { effectiveTable, type EffectiveRow } from '$lib/setup/effective';
import { readSetup } from '$lib/setup/read/read';
import type { Setup } from '$lib/setup/setup';
import { writeSetup, type SetupText } from '$lib/setup/write/write';
import { crowds } from '../oracle/plan';
import { play } from '../oracle/play';
import { enough, histories } from '../oracle/seed';
import { planned } from './planned';

const snapshotsOf = (plan: Parameters<typeof play>[0]): Snapshot[] =>
	play(plan, {}).replicas.map(({ snapshot }) => snapshot);

/** The setup that a text reads as; a text that was written has no problems. */
function read(text: string): Setup {
	const { setup, problems } = readSetup(text);
	expect(problems).toBeUndefined();
	return setup!;
}

/** The products about which a text cannot say who holds what: something of them rests on what is not written. */
const beyondWords = ({ unsayable }: SetupText): Set<string> =>
	new Set(
		unsayable.flatMap((each) =>
			each.kind === 'maker' || (each.kind === 'grants' && each.why === 'rests-on') ? [each.product] : []
		)
	);

const rowOf = ({ organization, product, holds, mayPassOn }: EffectiveRow): string =>
	`${organization} ${product} ${holds} ${mayPassOn}`;

const inverse = (ids: ReadonlyMap<string, string>) => new Map([...ids].map(([key, id]) => [id, key]));

test('what any workspace is written as makes a fresh one that is written the same, in which the same is held', () => {
	const met: Record<string, number> = {};
	fc.assert(
		fc.property(crowds(40), (plan) => {
			for (const snapshot of snapshotsOf(plan)) {
				const written = writeSetup(snapshot);
				for (const kind of new Set(written.unsayable.map(({ kind }) => kind)))
					met[kind] = (met[kind] ?? 0) + 1;
				const fresh = planned(read(written.text), emptySnapshot());
				expect(fresh.lines.filter(({ verdict }) => verdict !== 'new')).toEqual([]);
				expect(writeSetup(fresh.snapshot).text).toBe(written.text);

				const names = {
					organizations: inverse(fresh.matched.organizations),
					products: inverse(fresh.matched.products)
				};
				const open = beyondWords(written);
				const closed = new Map([...written.names.products].filter(([id]) => !open.has(id)));
				const keys = new Set(closed.values());
				const there = effectiveTable(snapshot, { ...written.names, products: closed }).map(rowOf);
				const made = effectiveTable(fresh.snapshot, names)
					.filter(({ product }) => keys.has(product))
					.map(rowOf);
				expect(made).toEqual(there);
			}
		}),
		histories(150)
	);
	for (const kind of ['grants', 'deletion', 'maker', 'organization', 'product', 'expectation', 'partner'])
		expect(met[kind] ?? 0, kind).toBeGreaterThanOrEqual(enough(4));
});

test('a workspace that reads its own text has nothing to do', () => {
	fc.assert(
		fc.property(crowds(40), (plan) => {
			const [snapshot] = snapshotsOf(plan) as [Snapshot];
			const setup = read(writeSetup(snapshot).text);
			for (const mode of ['add', 'like'] as const) {
				const { steps, lines, removals } = planned(setup, snapshot, mode);
				expect(lines.filter(({ verdict }) => verdict !== 'there')).toEqual([]);
				expect({ steps, removals }).toEqual({ steps: [], removals: [] });
			}
		}),
		histories(60)
	);
});

/** What a deleted organization expects, nobody can take back. */
const hasOrphanedExpectation = ({ expectations, organizations }: Snapshot) =>
	[...expectations.values()].some(
		({ owner, tombstones }) => tombstones.size === 0 && organizations.get(owner)?.deleted
	);

test('a workspace that is made like the text of another is written as that', () => {
	let removed = 0;
	fc.assert(
		fc.property(crowds(40), crowds(40), (one, other) => {
			const [from] = snapshotsOf(one) as [Snapshot];
			const [to] = snapshotsOf(other) as [Snapshot];
			const { text } = writeSetup(from);
			const plan = planned(read(text), to, 'like');
			const refused = plan.lines.flatMap((line) => (line.verdict === 'refused' ? [line.refusal.code] : []));
			// Another owner's product has the PID, as long as that is not deleted.
			expect(refused.filter((code) => code !== 'rests-on-refused' && code !== 'pid-taken')).toEqual([]);
			if (refused.length > 0 || hasOrphanedExpectation(to)) return;
			removed += plan.removals.length;
			expect(writeSetup(plan.snapshot).text).toBe(text);
		}),
		histories(60)
	);
	expect(removed).toBeGreaterThan(enough(100));
});
