import { bench, describe } from 'vitest';
import * as Y from 'yjs';
import { textToEntry } from '../../src/lib/document/entries/codec';
import { hasValidSignature } from '../../src/lib/document/signing/signature';
import { judge, type Arrived, type Rules } from '../../src/lib/gate/judge-strangers';
import { limits } from '../../src/lib/gate/limits';
import { readMessage, writeMessage } from '../../src/lib/gate/message';
import { channels, chunkOf, FrameReader, preface } from '../../src/lib/peers/framing';
import { replica, signer, carrying, until } from '../gate/parties';
import { renamed } from '../document/helpers';
import { signedWorkspace } from './signed-workspace';

const once = { iterations: 5, warmupIterations: 1, time: 0 };

const made = await signedWorkspace(300, 20);
const entries = made.texts.map(([id, text]) => {
	const reading = textToEntry(id, text);
	if ('problem' in reading) throw new Error(reading.problem);
	return reading.entry;
});

describe('301 entries of 20 grants from a peer that is new here', async () => {
	bench('the floor: @noble verifies as many signatures', () => entries.forEach(hasValidSignature), once);
	bench(
		'the gate: carrier, text, schema, canonical form, id, signature, insert',
		async () => {
			const at = replica();
			await at.gate.admit(
				made.texts.map(([, text]) => text),
				'file'
			);
		},
		once
	);
	const here = replica();
	await here.ledger.opened;
	await here.gate.admit(
		made.texts.map(([, text]) => text),
		'file'
	);
	bench(
		'the same again: all of it is known',
		async () =>
			void (await here.gate.admit(
				made.texts.map(([, text]) => text),
				'file'
			)),
		once
	);
});

describe('one live edit of a peer, from its bytes to the ledger', async () => {
	const mallory = await signer();
	const edits: Uint8Array[] = [];
	const iterations = 100;
	for (let n = 0; n < 2 * iterations + 20; n++)
		edits.push(writeMessage({ kind: 'batch', update: carrying(await mallory.sign(renamed(String(n)))) }));
	bench('the floor: @noble verifies one signature', () => void hasValidSignature(mallory.founding.entry), {
		iterations,
		time: 0
	});
	for (const size of [20, 20_000]) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await signedWorkspace(size, 1)).update);
		const at = replica({ doc });
		await at.ledger.opened;
		await at.gate.admit([mallory.founding.text], 'file');
		let acknowledged = 0;
		const line = at.gate.connect('peer', {
			send: (message) => (acknowledged += message.length === acknowledgement ? 1 : 0),
			ended: ({ reason }) => console.error(reason),
			synced: () => undefined
		});
		await until(() => at.ledger.entries.size === size + 2);
		let n = 0;
		bench(
			`at ${size} entries`,
			async () => {
				const before = acknowledged;
				line.receive(edits[n++ % edits.length]!);
				while (acknowledged === before) await Promise.resolve();
			},
			{ iterations, warmupIterations: 5, time: 0, warmupTime: 0 }
		);
	}
});

const acknowledgement = writeMessage({ kind: 'ack' }).length;

describe('4 MB of a question that nobody may ask, and 240 kB that come byte by byte', () => {
	const question = (what: string) =>
		new TextEncoder().encode(
			`\u0002{"kind":"ids","number":1,"ids":{"a":[${`${what},`.repeat(1_300_000)}""]}}`
		);
	const [texts, records] = [question('""'), question('{}')];
	bench('the floor: as much text, decoded', () => void new TextDecoder().decode(texts), once);
	for (const [name, bytes] of [['texts', texts] as const, ['records', records] as const])
		bench(
			`a list of 1.3 million empty ${name}, refused`,
			() => {
				try {
					readMessage(bytes, limits);
				} catch {
					// That is what it is for.
				}
			},
			once
		);
	const chunk = chunkOf({ channel: channels.gate, bytes: new Uint8Array(60_000) }, 0);
	bench(
		'four chunks of 60 kB, a byte at a time',
		() => {
			const reader = new FrameReader();
			reader.read(preface, () => undefined);
			for (let n = 0; n < 4; n++)
				for (let at = 0; at < chunk.length; at++) reader.read(chunk.subarray(at, at + 1), () => undefined);
		},
		once
	);
});

describe('ten thousand founded organizations that nobody here knows', () => {
	const arrived = (count: number): Arrived[] =>
		Array.from({ length: count }, (_, n) => ({
			...{ organization: `S${n}`, organizations: 1, entries: 1, length: 600 },
			introduces: new Set([`S${n + 1}`])
		}));
	const rules: Rules = { isKnown: () => false, approvalOf: () => undefined, room: limits.strangersEach };
	for (const count of [5_000, 10_000]) {
		const lots = arrived(count);
		bench(`${count} are judged`, () => void judge(lots, rules));
	}
});
