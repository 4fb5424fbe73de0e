import * as Y from 'yjs';
import type { Entry, EntryDraft } from '../../src/lib/domain/entry';
import type { Fact, KeyId, OrganizationId } from '../../src/lib/domain/facts';
import type { Keys } from '../../src/lib/document/keys/keys';
import type { Ledger } from '../../src/lib/document/ledger/api';
import { DocumentLedger } from '../../src/lib/document/ledger/ledger';
import { LedgerError } from '../../src/lib/document/ledger/ledger-error';
import { memoryKeys, memoryStorage, noTabs } from '../../src/lib/document/ledger/in-memory';
import type { Storage } from '../../src/lib/document/storage/api';
import { hashOf } from '../oracle/ledger';

/** A ledger in this process that keeps nothing; its document can be reached into. */
export function memoryLedger(
	parts: { doc?: Y.Doc; keys?: Keys; storage?: Storage; workspace?: string } = {}
) {
	const doc = parts.doc ?? new Y.Doc({ guid: '' });
	const keys = parts.keys ?? memoryKeys();
	const ledger = new DocumentLedger({
		workspace: parts.workspace ?? 'w',
		keys,
		storage: parts.storage ?? memoryStorage(),
		tabs: noTabs(),
		doc
	});
	return { ledger, doc, keys, texts: doc.getMap<string>('entries') };
}

/** All entries of a ledger, one a line. */
export const exportedText = async (ledger: Pick<Ledger, 'exportEntries'>): Promise<string> =>
	(await ledger.exportEntries()).lines.text();

/** Everything that one ledger has, given to the other. */
export function passEntries(from: { doc: Y.Doc }, to: { doc: Y.Doc }): void {
	Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc));
}

/** The problem that a ledger refuses with; null where it does not refuse. */
export const problemOf = (doing: Promise<unknown>) =>
	doing.then(
		() => null,
		(error: unknown) => (error instanceof LedgerError ? error.problem : error)
	);

let stamp = 0;
/** What was drafted later counts before what was drafted earlier. */
export const draft = (organization: OrganizationId | null, ...facts: Fact[]): EntryDraft => ({
	organization,
	stamp: organization === null ? 1 : ++stamp,
	at: 1_700_000_000_000,
	action: 'action',
	command: 'command',
	facts
});

export const named = (name: string): Fact => ({
	table: 'organizations',
	name,
	account: `${name.toLowerCase()}@example.com`,
	colour: '#123456'
});

export const renamed = (value: string): Fact => ({ table: 'organization-fields', field: 'name', value });

/**
 * The entries of an organization's first key after the founding one, unsigned: so many that it takes more than one slice to
 * work out what follows from the last, by which the key hands over to another.
 */
export function handingOver(founding: Entry, to: KeyId): Entry[] {
	const { id: organization, key } = founding;
	const entries: Entry[] = [];
	const says = (...facts: Fact[]) => {
		const { id: previous, seq } = entries.at(-1) ?? founding;
		const id = hashOf(`${organization} ${seq}`);
		entries.push({ ...founding, id, organization, seq: seq + 1, previous, facts });
	};
	for (let at = 0; at < 3_000; at++) says(renamed(`${at}`));
	const { id: head, seq: last } = entries.at(-1)!;
	says({ table: 'keys', key: to, name: '' }, { table: 'key-retirements', key, last, head });
	return entries;
}
