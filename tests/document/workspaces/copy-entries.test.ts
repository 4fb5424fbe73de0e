import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorOf, type Entry } from '../../../src/lib/domain/entry';
import type { Fact } from '../../../src/lib/domain/facts';
import { ChainTips } from '../../../src/lib/document/signing/chain-tips';
import { copyEntries } from '../../../src/lib/document/workspaces/copy-entries';
import { entryToText, textToEntry } from '../../../src/lib/document/entries/codec';
import type { Keys } from '../../../src/lib/document/keys/keys';
import { memoryKeys } from '../../../src/lib/document/ledger/in-memory';
import { renameReferences } from '../../../src/lib/document/entries/references';
import { hasValidSignature } from '../../../src/lib/document/signing/signature';
import { signDraft } from '../../../src/lib/document/signing/sign-draft';
import { draft, named, renamed } from '../helpers';
import { history } from '../histories';
import { runs } from '../../seeds';

/**
 * A history with every id replaced by what it stands for: the organization's name and the entry's place in that
 * organization's order. Two histories that read the same here mean the same. Keys are left out.
 */
function meaning(entries: Entry[]): string[] {
	const founder = new Map(
		entries.flatMap(({ id, facts: [first] }) =>
			first?.table === 'organizations' ? [[id, first.name] as const] : []
		)
	);
	const places = new Map<string, string>();
	for (const organization of new Set(entries.map(authorOf))) {
		const own = entries.filter((entry) => authorOf(entry) === organization);
		own.sort((one, other) => one.stamp - other.stamp || (one.id < other.id ? -1 : 1));
		own.forEach((entry, place) => places.set(entry.id, `${founder.get(organization)} ${place}`));
	}
	const facts = new Map<string, string>();
	const own = (entry: Entry) => {
		let place = 0;
		return entry.facts.map((fact) => (fact.table === 'keys' ? null : place++));
	};
	for (const entry of entries) {
		own(entry).forEach((place, index) => {
			facts.set(`${entry.id}:${index}`, `${places.get(entry.id)} fact ${place}`);
			facts.set(`${entry.id}#${index}`, `own fact ${place}`);
		});
	}
	const named = entries.map((entry) => {
		const { at, action, command } = entry;
		const to = {
			organization: (id: string) => founder.get(id) ?? id,
			fact: (id: string) => facts.get(id.startsWith('#') ? `${entry.id}${id}` : id) ?? id
		};
		const said = entry.facts
			.filter(({ table }) => table !== 'keys')
			.map((fact) => renameReferences(fact, to));
		return JSON.stringify([places.get(entry.id), at, action, command, said]);
	});
	return named.sort();
}

test('a copy means the same: every reference, every order within an organization, every when and by which command', async () => {
	let doubled = 0;
	await fc.assert(
		fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.nat(), async (stream, turn) => {
			const entries = await history(25, () => stream.next().value as number);
			const stamps = entries.map((entry) => `${authorOf(entry)} ${entry.stamp}`);
			doubled += stamps.length - new Set(stamps).size;
			// Entries are a set: it makes no difference in which order they come.
			const turned = [...entries.slice(turn % 25), ...entries.slice(0, turn % 25)];
			const { signed, organizations } = await copyEntries(turned, 'copy', memoryKeys());
			const copies = signed.map(({ entry }) => entry);
			expect(meaning(copies)).toEqual(meaning(entries));
			expect([...organizations.keys()].sort()).toEqual(
				entries.flatMap(({ id, organization }) => (organization === '' ? [id] : [])).sort()
			);
			expect(copies.map(({ id }) => id)).not.toEqual(expect.arrayContaining([entries[0]!.id]));
			for (const { entry, text } of signed) {
				expect(textToEntry(entry.id, text)).toEqual({ entry });
				expect(entryToText(entry)).toBe(text);
				expect(hasValidSignature(entry)).toBe(true);
				expect(entry.workspace).toBe('copy');
			}
		}),
		{ numRuns: runs(10) }
	);
	expect(doubled).toBeGreaterThan(5);
});

test('what a copy names is always something that came before it', async () => {
	let random = 7;
	const entries = await history(120, () => (random = (random * 1_103_515_245 + 12_345) % 2 ** 31) >> 8);
	const { signed } = await copyEntries(entries.toReversed(), 'copy', memoryKeys());
	const there = new Set<string>();
	const seqs = new Map<string, number>();
	for (const { entry } of signed) {
		const need = (id: string) => {
			const source = id.split(':')[0]!;
			// What named nothing before names nothing now.
			if (!source.startsWith('#') && source !== 'A'.repeat(43)) expect(there).toContain(source);
			return id;
		};
		for (const fact of entry.facts) renameReferences(fact, { fact: need, organization: need });
		expect(entry.seq).toBe((seqs.get(entry.key) ?? 0) + 1);
		seqs.set(entry.key, entry.seq);
		there.add(entry.id);
	}
	expect(seqs.size).toBe(3);
	expect(signed).toHaveLength(entries.length);
});

test('what does not count is not copied: a stranger’s entry, and what a retired key said after its end', async () => {
	const [owner, second, stranger] = [memoryKeys(), memoryKeys(), memoryKeys()];
	const tips = new ChainTips();
	const write = async (keys: Keys, organization: string | null, ...facts: Fact[]) =>
		(await signDraft(draft(organization, ...facts), { workspace: 'source', keys, tips })).entry;
	const founding = await write(owner, null, named('Alice'));
	const made = await second.make();
	await made.keep(founding.id);
	await (await stranger.make()).keep(founding.id);
	const { key } = made.signer;
	const added = await write(
		owner,
		founding.id,
		{ table: 'keys', key, name: 'second' },
		renamed('Alice & Co')
	);
	const counts = await write(second, founding.id, renamed('From the second'));
	const late = await write(second, founding.id, renamed('Too late'));
	const forged = await write(stranger, founding.id, renamed('Forged'));
	const end: Fact = { table: 'key-retirements', key, last: counts.seq, head: counts.id };
	const retired = await write(owner, founding.id, end, { table: 'reservations', reserved: true });

	const entries = [retired, forged, late, counts, added, founding];
	const { signed } = await copyEntries(entries, 'copy', memoryKeys());
	const facts = signed.flatMap(({ entry }) => entry.facts.filter(({ table }) => table !== 'keys'));
	expect(facts).toEqual([named('Alice'), renamed('Alice & Co'), renamed('From the second')]);
	expect(signed.map(({ entry }) => entry.stamp)).toEqual([1, 2, 3]);
});
