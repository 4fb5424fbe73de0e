/** The document room without the app: what the storage tests drive from outside. Not part of the product. */
import * as Y from 'yjs';
import { openLedger } from '../../../src/lib/document/ledger/open-ledger';
import type { Ledger, Opened, StorageState } from '../../../src/lib/document/ledger/api';
import { rootName } from '../../../src/lib/document/storage/names';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { authorsOf } from '../../../src/lib/document/storage/rows';
import { canonicalEntry, idOf, withSignature } from '../../../src/lib/document/entries/identity';
import { hasValidSignature } from '../../../src/lib/document/signing/signature';
import { Workspaces } from '../../../src/lib/document/workspaces/workspaces';
import { copyInWorker, openInWorker } from '../../../src/lib/worker/open-worker';
import type { Gate } from '../../../src/lib/gate/api';
import { openAsOwnCopy } from '../../../src/lib/exchange/own-copy';
import { parseFile } from '../../../src/lib/exchange/file-format';
import { readPartnerFile } from '../../../src/lib/exchange/partner-file';
import { saveForPartner } from '../../../src/lib/exchange/save-for-partner';
import { type Entry, withFacts } from '../../../src/lib/domain/entry';
import type { Fact, OrganizationId } from '../../../src/lib/domain/facts';

let ledger: Ledger;
let gate: Gate | null = null;
let end = () => {};
const entries: Entry[] = [];
const states: StorageState[] = [];

const draft = (organization: OrganizationId | null, facts: Fact[]) => ({
	organization,
	stamp: entries.length + 1,
	at: Date.now(),
	action: 'test',
	command: 'test',
	facts
});

const idOfText = (text: string) => idOf(canonicalEntry(JSON.parse(text) as Entry));

const room = {
	workspaces: new Workspaces(copyInWorker),
	/** Entries as `exportEntries` writes them, each as a row of a document of its own. */
	rowsOf(lines: string): Uint8Array[] {
		const texts = lines.split('\n').filter((line) => line !== '');
		return texts.map((text) => updateOf([[idOfText(text), text]]));
	},

	/**
	 * What so many openings leave, in each of which an organization is renamed so many times: a row for each. It goes on from
	 * the last entry that is here.
	 */
	openingsOf(count: number, edits: number): Uint8Array[] {
		const last = entries.at(-1)!;
		let [{ id: previous, seq }, stamp] = [last, entries.length];
		return Array.from({ length: count }, () =>
			updateOf(
				Array.from({ length: edits }, (): [string, string] => {
					const facts: Fact[] = [{ table: 'organization-fields', field: 'name', value: `Name ${seq}` }];
					const about = { previous, seq: (seq += 1), stamp: (stamp += 1) };
					const form = canonicalEntry({
						...withFacts(last, facts),
						organization: last.organization || last.id,
						...about
					});
					previous = idOf(form);
					return [previous, withSignature(form, last.signature)];
				})
			)
		);
	},

	/** What is here, as long as it is where it is stored for the first time. */
	async bytesOfCopy(): Promise<number> {
		const text = await (await ledger.exportEntries()).lines.text();
		const lines = text.split('\n').filter((line) => line !== '');
		return updateOf(lines.map((text) => [idOfText(text), text])).length;
	},

	/** A row that sets one text, whatever it is. */
	rowWith: (id: string, text: string): Uint8Array => updateOf([[id, text]]),

	/** By how many documents a row was written. */
	authorsOf: (row: Uint8Array): number => authorsOf(row).count,

	/** What a stray client would write over entries: another text under every even id, nothing under every odd one. */
	strayUpdate(rows: Uint8Array[], ids: string[]): Uint8Array {
		const doc = new Y.Doc();
		for (const row of rows) Y.applyUpdate(doc, row);
		const before = Y.encodeStateVector(doc);
		const root = doc.getMap(rootName);
		ids.forEach((id, index) => (index % 2 === 0 ? root.set(id, 'stray') : root.delete(id)));
		return Y.encodeStateAsUpdate(doc, before);
	},

	/** Opens a workspace; resolves when what is stored is there. */
	open(workspace: string, where: 'worker' | 'page' = 'worker'): Promise<Opened> {
		entries.length = 0;
		states.length = 0;
		const gated = where === 'worker' ? openInWorker(workspace) : null;
		gate = gated?.gate ?? null;
		ledger = gated?.ledger ?? openLedger(workspace);
		const ends = [
			ledger.onEntries((more) => entries.push(...more)),
			ledger.onStorage((state) => states.push(state))
		];
		end = () => ends.forEach((each) => each());
		return ledger.opened;
	},

	/** Has the document made ahead of an edit. */
	prepare: (): Promise<void> => ledger.prepareEdits(),

	async close() {
		await ledger.close();
		end();
	},

	/** Founds an organization and answers its id. */
	async found(name: string): Promise<OrganizationId> {
		const facts: Fact[] = [{ table: 'organizations', name, account: `${name}@example.com`, colour: '' }];
		return (await ledger.append([draft(null, facts)]))[0]!.id;
	},

	/** Gives an organization another name; answers the new entry's id. */
	async rename(organization: OrganizationId, value: string): Promise<string> {
		const facts: Fact[] = [{ table: 'organization-fields', field: 'name', value }];
		return (await ledger.append([draft(organization, facts)]))[0]!.id;
	},

	/** What is here, as a file for a partner. */
	async partnerFile(workspace: string): Promise<string> {
		const about = { workspace, name: 'Shared', from: null, savedAt: 1, since: null, requests: [] };
		return (await saveForPartner({ gate: gate!, ledger }, about)).text;
	},

	/** What was not let in. */
	refused: async () => (await gate!.report()).refused,

	/** Opens such a file as a copy of one's own. */
	async ownCopy(text: string) {
		const reading = readPartnerFile(parseFile(text));
		if ('problem' in reading) throw new Error(reading.problem);
		return openAsOwnCopy(reading.file, 'My copy', room.workspaces);
	},

	stored: () => ledger.stored(),
	/** The organizations that this browser can act for. */
	actable: async () => (await ledger.held()).map(({ organization }) => organization),
	held: () => ledger.held(),
	memberKey: (organization: OrganizationId) => ledger.memberKey(organization),
	prove: (organization: OrganizationId, challenge: string) => ledger.prove(organization, challenge),
	lockState: () => ledger.lockState(),
	lock: (passphrase: string) => ledger.lock(passphrase),
	unlock: (passphrase: string) => ledger.unlock(passphrase),
	exportEntries: async () => (await ledger.exportEntries()).lines.text(),
	exportQuarantine: async () => new TextDecoder().decode(await ledger.exportQuarantine()),

	state: () => states.at(-1)!,
	states: () => states,
	/** The names that the entries give, in the order in which they came. */
	names: () =>
		entries.flatMap(({ facts }) =>
			facts.flatMap((fact) =>
				fact.table === 'organizations'
					? [fact.name]
					: fact.table === 'organization-fields'
						? [fact.value]
						: []
			)
		),
	links: () => entries.map(({ id, key, seq, previous, stamp }) => ({ id, key, seq, previous, stamp })),
	signed: () => entries.every(hasValidSignature)
};

export type Room = typeof room;

Object.assign(window, { room });
