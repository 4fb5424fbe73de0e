import * as Y from 'yjs';
import type { Entry } from '../../src/lib/domain/entry';
import type { Fact } from '../../src/lib/domain/facts';
import { ChainTips } from '../../src/lib/document/signing/chain-tips';
import type { Keys } from '../../src/lib/document/keys/keys';
import { LedgerGate, type GateOptions } from '../../src/lib/gate/gate';
import type { SyncConnection, Refused } from '../../src/lib/gate/api';
import { readMessage, writeMessage, type Message } from '../../src/lib/gate/message';
import { limits } from '../../src/lib/gate/limits';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { canonicalEntry, idOf, signedBytes, withSignature } from '../../src/lib/document/entries/identity';
import type { Signer } from '../../src/lib/document/keys/keys';
import { signDraft, type SignedEntry } from '../../src/lib/document/signing/sign-draft';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { draft, memoryLedger, named, renamed } from '../document/helpers';
// Loaded with the first message else, while nobody waits for it.
import '../../src/lib/document/storage/updates';

/** A browser with a ledger and its gate, both in this process. */
export function replica(options: GateOptions & { workspace?: string; keys?: Keys; doc?: Y.Doc } = {}) {
	const { workspace = 'w', keys, doc, ...rest } = options;
	const place = memoryLedger({ workspace, ...(keys && { keys }), ...(doc && { doc }) });
	const gate = new LedgerGate(place.ledger, rest);
	return { ...place, gate };
}

export type Replica = ReturnType<typeof replica>;

/** Two gates that hear each other, until they are told to close. */
export function join(one: Replica, other: Replica, names: [string, string] = ['one', 'other']) {
	const told = { ended: [] as Refused[], synced: [0, 0], bytes: 0, batches: 0, progress: [] as string[] };
	const lines: SyncConnection[] = [];
	const connect = (at: Replica, to: number) =>
		at.gate.connect(names[to]!, {
			send: (message) => {
				told.bytes += message.length;
				if (readMessage(message, limits).kind === 'batch') told.batches += 1;
				queueMicrotask(() => lines[to]?.receive(message));
			},
			ended: (why) => told.ended.push(why),
			synced: () => (told.synced[1 - to]! += 1),
			progress: (received, expected) => told.progress.push(`${received}/${expected}`)
		});
	lines[0] = connect(one, 1);
	lines[1] = connect(other, 0);
	return { told, close: () => lines.splice(0).forEach((line) => line.close()) };
}

/** Somebody at the other end of a line who says whatever they like. */
export function stranger(at: Replica, from = 'mallory') {
	const heard: Message[] = [];
	const ended: Refused[] = [];
	let synced = 0;
	const line = at.gate.connect(from, {
		send: (message) => heard.push(readMessage(message, limits)),
		ended: (why) => ended.push(why),
		synced: () => (synced += 1)
	});
	return {
		heard,
		ended,
		synced: () => synced,
		hear: (bytes: Uint8Array) => line.receive(bytes),
		say: (message: Message) => line.receive(writeMessage(message)),
		/** Says a batch, and waits until it was looked at. */
		async bring(...updates: Uint8Array[]) {
			for (const update of updates) line.receive(writeMessage({ kind: 'batch', update }));
			await settled();
		},
		close: () => line.close()
	};
}

export type Unsigned = Omit<Entry, 'id' | 'signature'>;

/** Somebody who can sign, and does not ask a ledger what to sign. */
export async function signer(workspace = 'w', keys = memoryKeys()) {
	const context = { workspace, keys, tips: new ChainTips() };
	const founding = await signDraft(draft(null, named('Mallory')), context);
	const organization = founding.entry.id;
	const hand = (await keys.signerOf(organization, () => true))!;
	return {
		organization,
		founding,
		hand,
		/** The next entry of the own organization. */
		sign: (...facts: Fact[]): Promise<SignedEntry> => signDraft(draft(organization, ...facts), context),
		/** Any fields at all, in canonical form, really signed by the own key. */
		forge: (fields: Partial<Unsigned>): Promise<SignedEntry> => handmade(fields, founding.entry, hand)
	};
}

export type Party = Awaited<ReturnType<typeof signer>>;

async function handmade(fields: Partial<Unsigned>, basis: Entry, hand: Signer): Promise<SignedEntry> {
	const { v, workspace, key, at, action, command } = basis;
	const usual = { v, workspace, organization: basis.id, key, seq: 2, previous: basis.id, stamp: 2, at };
	const unsigned: Unsigned = { ...usual, action, command, facts: [renamed('forged')], ...fields };
	const form = canonicalEntry(unsigned);
	const signature = toBase64Url(await hand.sign(signedBytes(form)));
	return { entry: { id: idOf(form), ...unsigned, signature }, text: withSignature(form, signature) };
}

/** An update that sets these values under these ids. */
export function updateWith(values: Iterable<[id: string, value: unknown]>, root = 'entries'): Uint8Array {
	const doc = new Y.Doc();
	const map = doc.getMap(root);
	doc.transact(() => {
		for (const [id, value] of values) map.set(id, value);
	});
	return Y.encodeStateAsUpdate(doc);
}

export const carrying = (...signed: SignedEntry[]): Uint8Array =>
	updateWith(signed.map(({ entry, text }) => [entry.id, text]));

/** Waits until nothing is going on any more. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until something is so; for what takes more than a few turns. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await settled();
}

export const idsIn = (at: Replica): string[] => [...at.ledger.entries.keys()].sort();

export const reasons = (refused: readonly Refused[]): string[] => refused.map(({ reason }) => reason);
