import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { draft, exportedText, memoryLedger, named, renamed } from '../helpers';
import { runs } from '../../seeds';

/** What one of three replicas does: found, go on from one of its own, or write over something it knows. */
const acts = fc.record({
	replica: fc.nat(2),
	kind: fc.constantFrom('found', 'rename', 'rename', 'rename', 'stray'),
	pick: fc.nat()
});

async function threeReplicas() {
	const replicas = [memoryLedger(), memoryLedger(), memoryLedger()].map((each) => ({
		...each,
		own: [] as string[],
		updates: [] as Uint8Array[],
		delivered: [] as string[]
	}));
	for (const replica of replicas) {
		await replica.ledger.opened;
		replica.ledger.onEntries((entries) => replica.delivered.push(...entries.map(({ id }) => id)));
		replica.doc.on('update', (update: Uint8Array, origin) => {
			if (origin !== 'delivered') replica.updates.push(update);
		});
	}
	return replicas;
}

test('three replicas that get the same updates, shuffled, split and repeated, know the same entries', async () => {
	let strays = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(acts, { minLength: 5, maxLength: 25 }),
			fc.infiniteStream(fc.nat()),
			async (history, random) => {
				const replicas = await threeReplicas();
				for (const { replica, kind, pick } of history) {
					const { ledger, own, texts } = replicas[replica]!;
					const organization = own[pick % own.length];
					if (kind === 'stray' && texts.size > 0) {
						strays += 1;
						const id = [...texts.keys()][pick % texts.size]!;
						if (pick % 2 === 0) texts.delete(id);
						else texts.set(id, 'stray');
						await Promise.resolve();
					} else if (kind === 'rename' && organization !== undefined) {
						await ledger.append([draft(organization, renamed(`name ${pick}`))]);
					} else {
						const [founded] = await ledger.append([draft(null, named(`org ${pick}`))]);
						own.push(founded!.id);
					}
				}
				const all = replicas.flatMap(({ updates }) => updates);
				for (const { doc } of replicas) {
					const order = [...all, ...all.slice(0, 5)]
						.map((update) => ({ update, at: random.next().value as number }))
						.sort((one, other) => one.at - other.at);
					for (const { update } of order) Y.applyUpdate(doc, update, 'delivered');
				}
				await Promise.resolve();
				const written = replicas.flatMap(({ delivered }) => delivered);
				const expected = [...new Set(written)].sort();
				for (const { ledger, delivered } of replicas) {
					expect([...delivered].sort()).toEqual(expected);
					const lines = (await exportedText(ledger)).trim().split('\n');
					expect(lines).toHaveLength(expected.length);
				}
			}
		),
		{ numRuns: runs(20) }
	);
	expect(strays).toBeGreaterThan(10);
});

test('what arrives together is delivered in an order in which everything stands on what came before', async () => {
	const source = memoryLedger();
	const [alice] = await source.ledger.append([draft(null, named('Alice'))]);
	for (let n = 0; n < 50; n++) await source.ledger.append([draft(alice!.id, renamed(String(n)))]);
	// The same entries put in backwards.
	const doc = new Y.Doc();
	for (const [id, text] of [...source.texts].reverse()) doc.getMap('entries').set(id, text);
	for (const target of [memoryLedger({ doc }), memoryLedger()]) {
		const seqs: number[] = [];
		target.ledger.onEntries((entries) => seqs.push(...entries.map(({ seq }) => seq)));
		await target.ledger.opened;
		Y.applyUpdate(target.doc, Y.encodeStateAsUpdate(doc));
		expect(seqs).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
	}
});
