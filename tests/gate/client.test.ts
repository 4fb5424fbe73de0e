import { expect, test } from 'vitest';
import { LedgerError } from '../../src/lib/document/ledger/ledger-error';
import { gateBeside } from '../../src/lib/gate/beside';
import { GateClient } from '../../src/lib/gate/client';
import type { GateReport, PeerLine, Refused } from '../../src/lib/gate/api';
import { memoryLedger, draft, named, renamed } from '../document/helpers';
import { carrying, settled, signer, until } from './parties';
import { writeMessage } from '../../src/lib/gate/message';

/** A page’s side of a gate that works at the other end of a line, as it does in a Worker: what crosses is cloned. */
function behindLine() {
	const { ledger } = memoryLedger();
	let end: (reason: LedgerError) => void = () => undefined;
	let toPage: (message: unknown) => void = () => undefined;
	const toGate = gateBeside(ledger, (message) => {
		const clone = structuredClone(message);
		queueMicrotask(() => toPage(clone));
	});
	const gate = new GateClient({
		beside: {
			send: (message) => {
				const clone = structuredClone(message);
				queueMicrotask(() => toGate(clone));
			},
			receive: (listener) => (toPage = listener)
		},
		ended: new Promise((resolve) => (end = resolve))
	});
	return { ledger, gate, end };
}

test('two pages whose gates work elsewhere meet, and each sees what the other writes', async () => {
	const [one, other] = [behindLine(), behindLine()];
	const [alice] = await one.ledger.append([draft(null, named('Alice'))]);
	const lines: PeerLine[] = [];
	const told = { synced: [0, 0], progress: [] as string[] };
	const connect = (gate: GateClient, to: number) =>
		gate.connect(`peer ${to}`, {
			say: (message) => queueMicrotask(() => lines[to]!.hear(message)),
			ended: () => expect.unreachable(),
			synced: () => (told.synced[1 - to]! += 1),
			progress: (received, expected) => told.progress.push(`${received}/${expected}`)
		});
	lines[0] = connect(one.gate, 1);
	lines[1] = connect(other.gate, 0);
	await until(() => told.synced.every((times) => times > 0));
	expect([...other.ledger.entries.keys()]).toEqual([alice!.id]);
	expect(told.progress).toEqual(['1/1']);
	await one.ledger.append([draft(alice!.id, renamed('A'))]);
	await settled();
	expect(other.ledger.entries.size).toBe(2);
	expect(await other.gate.heads()).toEqual(await one.gate.heads());
});

test('texts are let in by hand, what another lacks is handed out, and the report is told', async () => {
	const { gate, ledger } = behindLine();
	const reports: GateReport[] = [];
	const stop = gate.onReport((report) => reports.push(report));
	const mallory = await signer();
	const second = await mallory.sign(renamed('M'));
	const bad = mallory.founding.text.replace('Mallory', 'Malory');
	expect(
		await gate.admit([mallory.founding.text, second.text, bad, '{"v":3}', second.text], 'a file')
	).toMatchObject({
		added: 2,
		known: 0,
		waiting: 0,
		newer: 1,
		refused: [{ from: 'a file', reason: 'bad-signature' }]
	});
	expect(await gate.admit([second.text], 'a file')).toMatchObject({ added: 0, known: 1 });
	expect(ledger.entries.size).toBe(2);
	expect(await gate.missing(null)).toEqual([mallory.founding.text, second.text]);
	const heads = await gate.heads();
	expect(await gate.missing(heads)).toEqual([]);
	const earlier = { [mallory.founding.entry.key]: { seq: 1, count: 1, digest: mallory.organization } };
	expect(await gate.missing(earlier)).toEqual([second.text]);
	await until(() => reports.length > 0);
	expect(reports.at(-1)).toEqual(await gate.report());
	expect(reports.at(-1)).toMatchObject({ refused: [{ reason: 'bad-signature' }], newer: 1 });
	stop();
});

test('a peer that breaks the rules is told of once, and the line is dead', async () => {
	const { gate, ledger } = behindLine();
	const ended: Refused[] = [];
	let said = 0;
	const line = gate.connect('mallory', {
		say: () => (said += 1),
		ended: (why) => ended.push(why),
		synced: () => undefined
	});
	line.hear(Uint8Array.from([9]));
	line.hear(writeMessage({ kind: 'batch', update: carrying((await signer()).founding) }));
	await settled();
	expect(ended).toMatchObject([{ from: 'mallory', reason: 'not-a-message' }]);
	expect(ledger.entries.size).toBe(0);
	const before = said;
	await ledger.append([draft(null, named('Alice'))]);
	await settled();
	expect(said).toBe(before);
});

test('when the other end has stopped, whoever waits is told', async () => {
	let end: (reason: LedgerError) => void = () => undefined;
	const nobody = { send: () => undefined, receive: () => undefined };
	const gate = new GateClient({ beside: nobody, ended: new Promise((resolve) => (end = resolve)) });
	const asking = gate.heads();
	end(new LedgerError('crashed', 'gone'));
	await expect(asking).rejects.toMatchObject({ problem: 'crashed' });
	await expect(gate.report()).rejects.toMatchObject({ problem: 'crashed' });
});
