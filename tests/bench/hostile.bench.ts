import { parseFile } from '../../src/lib/exchange/file-format';
import { readPartnerFile, writePartnerFile } from '../../src/lib/exchange/partner-file';
import { judge } from '../../src/lib/gate/judge-strangers';
import { limits } from '../../src/lib/gate/limits';
import { readMessage } from '../../src/lib/gate/message';
import { channels, chunkOf, FrameReader, preface } from '../../src/lib/peers/framing';
import { logsAsCsv } from '../../src/lib/ui/logs/log-export';
import { historyOf } from '../../src/lib/views/history/actions';
import { fitToLimits } from '../../src/lib/views/chains/drawing-limits';
import { factsInSlice } from '../../src/lib/document/ledger/deliveries';
import { applyEntries, isSettled } from '../../src/lib/domain/fold/apply';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { KeyRegistry } from '../../src/lib/domain/keys/key-registry';
import type { Entry } from '../../src/lib/domain/entry';
import { adds, Pen, retires } from '../domain/organization-keys';
import { entryOf, hashOf } from '../oracle/ledger';
import { costTable } from './measured';
import { cpu } from './timing';

/** A frame in so many chunks of one byte, read byte by byte. */
function chunks(size: number): number {
	const one = chunkOf({ channel: channels.gate, bytes: new Uint8Array(1) }, 0);
	const bytes = new Uint8Array(preface.length + size * one.length);
	bytes.set(preface);
	// Only the last of them ends the frame.
	one[0] = channels.gate;
	for (let at = 0; at < size; at++) bytes.set(one, preface.length + at * one.length);
	const reader = new FrameReader();
	return cpu(() => {
		for (let at = 0; at < bytes.length; at++) reader.read(bytes.subarray(at, at + 1), () => undefined);
	});
}

/** A message with a list of so many empty texts. */
function texts(size: number): number {
	const ids = { [hashOf('key')]: Array.from({ length: size }, () => '') };
	const text = new TextEncoder().encode(JSON.stringify({ kind: 'ids', number: 1, ids }));
	const bytes = new Uint8Array(text.length + 1);
	bytes.set([2]);
	bytes.set(text, 1);
	return cpu(() => {
		try {
			readMessage(bytes, limits);
		} catch {
			// It is refused: that is what it costs.
		}
	});
}

function strangers(size: number): number {
	const names = Array.from({ length: size }, (_, at) => hashOf(`stranger ${at}`));
	const arrived = names.map((organization, at) => ({
		...{ organization, organizations: 1 as const, entries: 1, length: 500 },
		introduces: new Set([names[(at + 1) % size]!])
	}));
	const rules = { isKnown: () => false, approvalOf: () => undefined, room: limits.firstSync };
	return cpu(() => judge(arrived, rules));
}

function requests(size: number): number {
	const seats = Array.from({ length: size }, (_, at) => ({
		...{ organization: hashOf('Nova'), key: hashOf(`key ${at}`), name: `${at}`, proof: 'A'.repeat(86) }
	}));
	const parsed = parseFile(
		writePartnerFile({
			...{ workspace: 'AAAAAAAAAAAAAAAAAAAAAA', name: '', from: null, savedAt: 1 },
			...{ holds: 'everything', heads: {}, entries: [], seats }
		})
	);
	return cpu(() => readPartnerFile(parsed));
}

function chain(size: number): number {
	const ids = Array.from({ length: size }, (_, at) => `${at}`);
	const edges = ids.slice(1).map((grantee, at) => ({ grantor: ids[at]!, grantee }));
	return cpu(() => fitToLimits(ids, edges, []));
}

function lines(size: number): number {
	const line = { key: '', device: 'device', serial: 'S1', message: 'said', type: 'info' as const };
	const rows = Array.from({ length: size }, () => ({ ...line, time: Number.MAX_SAFE_INTEGER }));
	return cpu(() => logsAsCsv(rows));
}

const name = (at: number) => (at === 0 ? 'Alice' : `${at}`);

/** A chain of so many keys beside two that ended some; and what 100 entries more cost that move it. */
const keys = (write: (pen: Pen, at: number) => Entry) => (size: number) => {
	const pen = new Pen('Alice', adds('Bob'), adds('Carol'));
	for (const by of ['Bob', 'Carol'])
		for (let at = 0; at < 10; at++) pen.writes(by, adds(`${by} ${at}`), retires(`${by} ${at}`, null));
	for (let at = 0; at < size; at++) pen.writes(name(at), adds(name(at + 1)));
	const here = new Map(pen.written.map((entry) => [entry.id, entry]));
	const registry = new KeyRegistry((id) => here.get(id));
	for (const entry of here.values()) registry.add(entry);
	registry.settle();
	const more = Array.from({ length: 100 }, (_, at) => write(pen, at));
	return cpu(() => {
		for (const entry of more) {
			here.set(entry.id, entry);
			registry.add(entry);
			for (const each of registry.settle()) registry.authorityOf(each);
		}
	});
};

/** How long the longest slice takes of ending the key above a chain of so many and adding it again, ten times. */
function flips(size: number): number {
	const pen = new Pen('Alice');
	for (let at = 0; at < size; at++) pen.writes(name(at), adds(name(at + 1)));
	const snapshot = emptySnapshot();
	applyEntries(snapshot, pen.written);
	const more = Array.from({ length: 10 }, (_, at) => [
		pen.writes('Alice', retires(name(at + 1), null)),
		pen.writes('Alice', adds(name(at + 2)))
	]).flat();
	const slices: number[] = [];
	for (let at = 0; at < more.length || !isSettled(snapshot); at++)
		slices.push(cpu(() => applyEntries(snapshot, more.slice(at, at + 1), factsInSlice)));
	return Math.max(...slices);
}

const mallory = { organization: hashOf('Mallory'), key: hashOf('key'), facts: [] };
const numbered = (size: number, more: (at: number) => Partial<Entry>) =>
	Array.from({ length: size }, (_, at) =>
		entryOf({ ...mallory, seq: 1 + at, at: 10 + at, action: `act ${at}`, ...more(at) })
	);

/** What the history costs, a look at the newest act included, once these come one by one after others were told. */
function toldAfter(before: readonly Entry[], more: readonly Entry[]): number {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, before);
	historyOf(snapshot);
	return cpu(() => {
		for (const entry of more) {
			applyEntries(snapshot, [entry]);
			historyOf(snapshot).undoneBy(entry.action);
		}
	});
}

const oldEntry = (size: number): number =>
	toldAfter(
		numbered(size, () => ({})),
		[entryOf({ ...mallory, seq: 1, at: 0, action: 'old' })]
	);

const ofOneAct = (size: number): number => {
	const entries = numbered(size, () => ({ action: 'one' }));
	return toldAfter(entries.slice(0, -100), entries.slice(-100));
};

const undos = (size: number): number => {
	const entries = numbered(size, (at) => ({ command: `undo:act ${at >> 1}` }));
	return toldAfter(entries.slice(0, -100), entries.slice(-100));
};

const lastFirst = (size: number): number => {
	let previous = '';
	const chain = numbered(size, (at) => ({ at: size - at })).map((each) => {
		const { id } = each;
		const entry = { ...each, previous };
		previous = id;
		return entry;
	});
	return toldAfter([], chain.slice(1).reverse());
};

costTable('what a peer or a file may cost', [
	['a frame in so many chunks of one byte', chunks, 400_000],
	['a message with so many empty texts', texts, 4_000_000],
	['so many organizations that nobody knows', strangers, 10_000],
	['a file with so many key requests', requests, 1_000],
	['a chain of so many links, cut down to a picture', chain, 5_000],
	[
		'100 times, a chain of so many keys a level up',
		keys((pen, at) => pen.writes('Alice', adds(name(at + 2)))),
		8_000
	],
	[
		'100 times, a second parent above it, and a third',
		keys((pen, at) => pen.writes(at % 2 === 0 ? 'Bob' : 'Carol', adds(name(2 + (at >> 1))))),
		8_000
	],
	['a slice of ending and adding again the key above so many in a chain', flips, 8_000],
	['the history after an entry that says it is older than so many', oldEntry, 100_000],
	['the history after each of 100 entries more of an act with so many', ofOneAct, 100_000],
	['the history after each of 100 undos more beside so many', undos, 100_000],
	['the history of a chain of so many that comes last entry first', lastFirst, 4_000],
	['so many lines with the largest time as CSV', lines, 20_000]
]);
