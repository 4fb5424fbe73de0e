import { expect, test } from 'vitest';
import type { Gate, GateReport, SyncConnection, Refused } from '../../src/lib/gate/api';
import { writeMessage } from '../../src/lib/gate/message';
import { draft, named, renamed } from '../document/helpers';
import { carrying, settled, signer, until } from '../gate/parties';
import { behindLine } from './behind';

test('two pages whose gates work elsewhere meet, and each sees what the other writes', async () => {
	const [one, other] = [behindLine(), behindLine()];
	const [alice] = await one.ledger.append([draft(null, named('Alice'))]);
	const lines: SyncConnection[] = [];
	const told = { synced: [0, 0], progress: [] as string[] };
	const connect = (gate: Gate, to: number) =>
		gate.connect(`peer ${to}`, {
			send: (message) => queueMicrotask(() => lines[to]!.receive(message)),
			ended: () => expect.unreachable(),
			synced: () => (told.synced[1 - to]! += 1),
			progress: (received, expected) => told.progress.push(`${received}/${expected}`)
		});
	lines[0] = connect(one.gate, 1);
	lines[1] = connect(other.gate, 0);
	await until(() => told.synced.every((times) => times > 0));
	expect([...other.there.entries.keys()]).toEqual([alice!.id]);
	expect(told.progress).toEqual(['1/1']);
	await one.ledger.append([draft(alice!.id, renamed('A'))]);
	await settled();
	expect(other.there.entries.size).toBe(2);
	expect(await other.gate.heads()).toEqual(await one.gate.heads());
	lines[1].close();
	await one.ledger.append([draft(alice!.id, renamed('B'))]);
	await settled();
	expect(other.there.entries.size).toBe(2);
});

test('texts are let in by hand, what another lacks is handed out, and the report is told', async () => {
	const { gate, there } = behindLine();
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
	expect(there.entries.size).toBe(2);
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
	const { gate, ledger, there } = behindLine();
	const ended: Refused[] = [];
	let said = 0;
	const line = gate.connect('mallory', {
		send: () => (said += 1),
		ended: (why) => ended.push(why),
		synced: () => undefined
	});
	line.receive(Uint8Array.from([9]));
	line.receive(writeMessage({ kind: 'batch', update: carrying((await signer()).founding) }));
	await settled();
	expect(ended).toMatchObject([{ from: 'mallory', reason: 'not-a-message' }]);
	expect(there.entries.size).toBe(0);
	const before = said;
	await ledger.append([draft(null, named('Alice'))]);
	await settled();
	expect(said).toBe(before);
});

test('when the other end has stopped, whoever waits is told, and connections say nothing', async () => {
	const { gate, crash, isEnded } = behindLine();
	await gate.heads();
	const line = gate.connect('peer', {
		send: () => undefined,
		ended: () => expect.unreachable(),
		synced: () => undefined
	});
	const asking = gate.heads();
	crash('gone');
	await expect(asking).rejects.toMatchObject({ problem: 'crashed' });
	await expect(gate.report()).rejects.toMatchObject({ problem: 'crashed' });
	line.receive(Uint8Array.from([9]));
	await settled();
	expect(isEnded()).toBe(true);
});
