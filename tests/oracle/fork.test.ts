import fc from 'fast-check';
import { describe, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { folded, rebuilt } from './agreement';
import { rawEntries } from './generate-entries';
import { histories } from './seed';
import { expectSame, wholeOf } from './whole';

/** Links are told of by partnerships and products: both must mean the same one. */
function expectOneLink({ products, relations, partners }: Snapshot): void {
	for (const { partners: own } of relations.values())
		for (const partnership of own.values())
			for (const link of partnership.authorized.values())
				if (link !== products.get(link.product)?.links.between(link.grantor, link.grantee))
					throw new Error('a partnership leads to a link that is not its product’s');
	for (const partnership of partners.values())
		if (partnership !== relations.get(partnership.owner)?.partners.get(partnership.partner))
			throw new Error('a partner record leads to a partnership that is not its owner’s');
}

describe('a fork of a snapshot', () => {
	test('folds on to what a rebuild says, and leaves the first as it was', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(rawEntries, fc.nat(999), (entries, pick) => {
				const first = pick % (entries.length + 1);
				const snapshot = folded(entries.slice(0, first));
				const before = wholeOf(snapshot);
				const forked = fork(snapshot);
				expectSame(wholeOf(forked), before);
				// Entry by entry, so that what was copied is written again.
				for (const entry of entries.slice(first)) applyEntries(forked, [entry]);
				expectSame(wholeOf(forked), wholeOf(rebuilt(entries)));
				expectOneLink(forked);
				expectSame(wholeOf(snapshot), before);
			}),
			histories(90)
		);
	});

	test('forks of forks are the moments of a history, all at once', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(rawEntries, (entries) => {
				let last = emptySnapshot();
				const all = entries.map((entry) => {
					last = fork(last);
					applyEntries(last, [entry]);
					return { snapshot: last, text: wholeOf(last) };
				});
				expectSame(wholeOf(last), wholeOf(rebuilt(entries)));
				expectOneLink(last);
				for (const { snapshot, text } of all) expectSame(wholeOf(snapshot), text);
			}),
			histories(50)
		);
	});
});
