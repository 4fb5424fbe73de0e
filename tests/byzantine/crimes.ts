import * as Y from 'yjs';
import type { Entry } from '../../src/lib/domain/entry';
import type { Fact } from '../../src/lib/domain/facts';
import { aroundSignature, idOf } from '../../src/lib/document/entries/identity';
import { writeMessage } from '../../src/lib/gate/message';
import { renamed } from '../document/helpers';
import { product } from '../gate/attacks';
import { signer } from '../gate/parties';
import { tight, type Honest } from './honest';
import type { Mallory } from './mallory';
import { seededKeys } from './seeded-keys';

type Crime = (mallory: Mallory, victim: Honest, all: Honest[]) => Promise<void>;

const nowhere = 'A'.repeat(43);

const parsed = (text: string) => JSON.parse(text) as Omit<Entry, 'id'>;

/** Everything that Mallory does, by name. Where it has heard nothing yet to do it with, it listens. */
export const crimes: Record<string, Crime> = {
	/** Keeps to the rules: only so do others take it seriously. */
	async behaves(mallory, victim) {
		const next = await mallory.next();
		await mallory.bring(
			victim,
			[...mallory.signed.values()].map(({ entry, text }) => [entry.id, text])
		);
		await mallory.bring(victim, [[next.entry.id, next.text]]);
	},

	async 'forges a signature'(mallory, victim) {
		const key = victim.at.ledger.entries.get(victim.organization)!.key;
		const forged = await mallory.me.forge({ ...mallory.link(), organization: victim.organization, key });
		await mallory.bring(victim, [[forged.entry.id, forged.text]]);
	},

	async 'changes what another signed'(mallory, victim) {
		const loot = mallory.loot();
		if (!loot) return;
		const text = loot[1].replace('"seq":', '"seq":1');
		await mallory.bring(victim, [[idOf(aroundSignature(text, parsed(text).signature)), text]]);
	},

	async 'speaks for another with its own key'(mallory, victim) {
		const forged = await mallory.me.forge({ ...mallory.link(), organization: victim.organization });
		await mallory.bring(victim, [[forged.entry.id, forged.text]]);
	},

	async 'widens: states facts that belong to another'(mallory, victim) {
		const loot = mallory.loot();
		if (!loot) return;
		const facts: Fact[] = [
			{ table: 'revocations', grant: `${loot[0]}:1` },
			{ table: 'tombstones', record: `${loot[0]}:0` },
			{ table: 'grants', product: `${loot[0]}:0`, grantee: mallory.me.organization, permission: 'purchase' },
			{ table: 'key-retirements', key: parsed(loot[1]).key, last: 0, head: '' }
		];
		const { seq, stamp, previous } = mallory.link();
		const widened = mallory.keep(await mallory.me.forge({ seq: seq + 50, stamp, previous, facts }));
		await mallory.bring(victim, [[widened.entry.id, widened.text]]);
	},

	async replays(mallory, victim) {
		const old = [...mallory.heard].slice(0, 12);
		await mallory.bring(victim, old);
		await mallory.bring(victim, old);
	},

	async 'brings an old entry under another id'(mallory, victim) {
		const loot = mallory.loot();
		if (loot) await mallory.bring(victim, [[nowhere, loot[1]]]);
	},

	async 'reorders its own and what it heard'(mallory, victim) {
		for (const each of mallory.random.shuffled([...mallory.heard]).slice(0, 6))
			await mallory.bring(victim, [each]);
		const own = [...mallory.signed.values()].reverse().slice(0, 6);
		for (const { entry, text } of own) await mallory.bring(victim, [[entry.id, text]]);
	},

	async 'withholds one and shows the next'(mallory, victim) {
		await mallory.next();
		const shown = await mallory.next();
		await mallory.bring(victim, [[shown.entry.id, shown.text]]);
	},

	async 'relays only some of what it heard'(mallory, victim) {
		await mallory.bring(victim, [...mallory.heard].filter(() => mallory.random.chance(0.4)).slice(0, 12));
	},

	async 'equivocates: tells each another story'(mallory, victim, all) {
		const at = mallory.link();
		for (const [n, each] of [victim, mallory.random.pick(all)].entries()) {
			const told = mallory.keep(await mallory.me.forge({ ...at, facts: [renamed(`story ${n}`)] }));
			await mallory.bring(each, [[told.entry.id, told.text]]);
		}
	},

	async 'adds a key and shows it to some'(mallory, victim, all) {
		const second = await signer('w', seededKeys(`mallory, second, ${mallory.seed % 8}`));
		const { seq, stamp, previous } = mallory.link();
		const facts: Fact[] = [{ table: 'keys', key: second.founding.entry.key, name: 'second' }];
		const added = mallory.keep(await mallory.me.forge({ seq, stamp, previous, facts }));
		const about = { organization: mallory.me.organization, previous: '', seq: 1, stamp: stamp + 1 };
		const by = mallory.keep(await second.forge({ ...about, facts: [renamed('by the second key')] }));
		await mallory.bring(victim, [[by.entry.id, by.text]]);
		await mallory.bring(mallory.random.pick(all), [[added.entry.id, added.text]]);
	},

	async 'ends its own key in the past'(mallory, victim) {
		const { seq, stamp, previous } = mallory.link();
		const own = mallory.me.founding.entry.key;
		const facts: Fact[] = [{ table: 'key-retirements', key: own, last: 1, head: mallory.me.organization }];
		const ended = mallory.keep(await mallory.me.forge({ seq, stamp, previous, facts }));
		await mallory.bring(victim, [[ended.entry.id, ended.text]]);
	},

	async 'deletes in the carrier'(mallory, victim) {
		await poison(mallory, victim, (map) => [...mallory.heard.keys()].forEach((id) => map.delete(id)));
	},

	async 'writes over in the carrier'(mallory, victim) {
		await poison(mallory, victim, (map) => [...mallory.heard.keys()].forEach((id) => map.set(id, 'gone')));
	},

	async 'poisons the carrier with other types'(mallory, victim) {
		const { pick } = mallory.random;
		const id = mallory.loot()?.[0] ?? nowhere;
		const made = pick([
			() => new Y.Map([['a', 'b']]),
			() => new Y.Text('a'),
			() => new Y.XmlElement('script'),
			() => new Y.Array(),
			() => new Y.Doc(),
			() => new Uint8Array(40)
		])();
		await mallory.bring(victim, [[id, made]]);
	},

	async 'sends something else than text'(mallory, victim) {
		const values: unknown[] = [1, true, null, [1], { __proto__: { v: 1 }, a: 1 }, 2n ** 60n];
		await mallory.bring(victim, [[nowhere, mallory.random.pick(values)]]);
	},

	async 'sends pieces whose beginning never comes'(mallory, victim) {
		const doc = new Y.Doc({ guid: '' });
		const map = doc.getMap('entries');
		map.set('a', 'b');
		const before = Y.encodeStateVector(doc);
		const own = mallory.me.founding;
		map.set(own.entry.id, own.text);
		await mallory.say(victim, { kind: 'batch', update: Y.encodeStateAsUpdate(doc, before) });
	},

	async 'spoofs client ids'(mallory, victim) {
		const next = await mallory.next();
		const client = mallory.random.pick([victim.at.doc.clientID, 0, 1, 2 ** 32 - 1]);
		await mallory.bring(victim, [[next.entry.id, 'not this']], client);
		await mallory.bring(victim, [[next.entry.id, next.text]], client);
	},

	async 'smuggles a prototype'(mallory, victim) {
		const { text } = await mallory.me.forge(mallory.link());
		const smuggled = text.replace('{', '{"__proto__":{"organization":"x"},');
		await mallory.bring(victim, [[idOf(aroundSignature(smuggled, parsed(text).signature)), smuggled]]);
	},

	async 'writes in another way'(mallory, victim) {
		const loot = mallory.loot();
		if (!loot) return;
		const text = mallory.random.pick([
			` ${loot[1]}`,
			loot[1].replace(':', ': '),
			loot[1].replace('"a', '"\\u0061')
		]);
		await mallory.bring(victim, [[idOf(aroundSignature(text, parsed(text).signature)), text]]);
	},

	async 'brings another workspace'(mallory, victim) {
		const other = await signer('elsewhere', seededKeys(`elsewhere ${mallory.seed % 8}`));
		await mallory.bring(victim, [[other.founding.entry.id, other.founding.text]]);
	},

	async 'says another workspace'(mallory, victim) {
		await mallory.say(victim, { kind: 'hello', number: 99, workspace: 'elsewhere', heads: {} });
	},

	async 'floods with unknown keys'(mallory, victim) {
		const key = (n: number) => seededKeys(`stranger ${n} ${mallory.seed % 8}`);
		const strangers = await Promise.all([0, 1, 2].map((n) => signer('w', key(n))));
		const entries = await Promise.all(
			strangers.flatMap((each) => [2, 3, 4].map((seq) => each.forge({ seq, previous: nowhere })))
		);
		await mallory.bring(
			victim,
			entries.map(({ entry, text }) => [entry.id, text])
		);
	},

	async 'founds organizations without end'(mallory, victim) {
		const puppets: [string, string][] = [];
		for (let n = 0; n < 9; n++) {
			const { founding } = await mallory.puppet();
			puppets.push([founding.entry.id, founding.text]);
		}
		await mallory.bring(victim, puppets);
	},

	async 'outgrows what strangers may bring'(mallory, victim) {
		const puppet = await mallory.puppet();
		for (let batch = 0; batch < 3; batch++) {
			const signed = batch === 0 ? [puppet.founding] : [];
			for (let n = 0; n < 18; n++)
				signed.push(mallory.keep(await puppet.sign(renamed(`puppet ${n} ${mallory.seed}`))));
			await mallory.bring(
				victim,
				signed.map(({ entry, text }) => [entry.id, text])
			);
		}
	},

	async 'floods grants and revocations on one link'(mallory, victim) {
		const puppet = await mallory.puppet();
		const grants = Array.from({ length: 20 }, (): Fact => ({
			...{ table: 'grants', product: '#0', grantee: victim.organization, permission: 'purchase' }
		}));
		const granted = mallory.keep(await puppet.sign({ ...product, pid: 'flood' } as Fact, ...grants));
		const revoked = mallory.keep(
			await puppet.sign(
				...grants.map((_, n): Fact => ({ table: 'revocations', grant: `${granted.entry.id}:${n + 1}` }))
			)
		);
		const signed = [puppet.founding, granted, revoked];
		await mallory.bring(
			victim,
			signed.map(({ entry, text }) => [entry.id, text])
		);
	},

	async 'adds keys in a chain, and retires each'(mallory, victim) {
		const puppet = await mallory.puppet();
		const signed = [puppet.founding];
		for (let n = 0; n < 5; n++) {
			const { key } = (await mallory.puppet()).founding.entry;
			signed.push(
				mallory.keep(
					await puppet.sign(
						{ table: 'keys', key, name: `${n}` },
						{ table: 'key-retirements', key, last: 0, head: '' }
					)
				)
			);
		}
		await mallory.bring(
			victim,
			signed.map(({ entry, text }) => [entry.id, text])
		);
	},

	async 'floods with newer versions'(mallory, victim) {
		const many = Array.from({ length: 30 }, (_, n): [string, string] => [`${n}`, `{"v":${n + 2}}`]);
		await mallory.bring(victim, many);
	},

	async 'sends too many at once'(mallory, victim) {
		const update = mallory.update([...mallory.heard].slice(0, 2));
		for (let n = 0; n < 6; n++) mallory.meet(victim).line.receive(writeMessage({ kind: 'batch', update }));
		await mallory.say(victim, { kind: 'batch', update });
	},

	async 'asks without end'(mallory, victim) {
		const wire = mallory.meet(victim);
		for (let n = 0; n < 30; n++) {
			const number = ++wire.asked;
			wire.line.receive(writeMessage({ kind: 'hello', number, workspace: 'w', heads: {} }));
		}
		await mallory.say(victim, { kind: 'ids', number: ++wire.asked, ids: {} });
	},

	async 'lies about what it has'(mallory, victim) {
		const heads = await victim.at.gate.heads();
		const claims = Object.keys(heads).map((key) => {
			const { seq, digest } = mallory.random.pick(Object.values(heads));
			return [key, { seq: seq + mallory.random.below(3), count: seq, digest }] as const;
		});
		const wire = mallory.meet(victim);
		const number = ++wire.asked;
		await mallory.say(victim, { kind: 'hello', number, workspace: 'w', heads: Object.fromEntries(claims) });
		await mallory.say(victim, {
			kind: 'ids',
			number: ++wire.asked,
			ids: { [Object.keys(heads)[0]!]: [nowhere] }
		});
	},

	async 'sends what is too large'(mallory, victim) {
		const large = renamed('x'.repeat(tight.entryLength));
		const { entry, text } = await mallory.me.forge({ ...mallory.link(), facts: [large] });
		await mallory.bring(victim, [[entry.id, text]]);
		await mallory.bring(
			victim,
			Array.from({ length: 9 }, (_, n) => [`${n}`, text])
		);
	},

	async 'changes bytes'(mallory, victim) {
		const { below } = mallory.random;
		for (let times = 0; times < 4; times++) {
			const some = mallory.random.shuffled([...mallory.heard]).slice(0, 3);
			const bytes = writeMessage({ kind: 'batch', update: mallory.update(some) });
			for (let n = 1 + below(3); n > 0; n--) bytes[below(bytes.length)] = below(256);
			await mallory.bytes(victim, below(3) === 0 ? bytes.slice(0, below(bytes.length)) : bytes);
		}
	},

	async 'talks nonsense'(mallory, victim) {
		const { below } = mallory.random;
		await mallory.bytes(
			victim,
			Uint8Array.from({ length: 1 + below(40) }, () => below(256))
		);
		await mallory.say(victim, { kind: 'done', number: 1 + below(4) });
		await mallory.say(victim, { kind: 'plan', number: 1 + below(4), entries: below(1_000) });
	},

	/** Hangs up in the middle. */
	async leaves(mallory, victim) {
		mallory.wires.get(victim)?.line.close();
		mallory.wires.delete(victim);
		await Promise.resolve();
	}
};

/** Does something to a document that has what it heard, and sends only what it did. */
async function poison(
	mallory: Mallory,
	victim: Honest,
	change: (map: Y.Map<unknown>) => void
): Promise<void> {
	const doc = new Y.Doc({ guid: '' });
	doc.clientID = mallory.random.below(2 ** 31);
	const map = doc.getMap('entries');
	for (const [id, text] of mallory.heard) map.set(id, text);
	const before = Y.encodeStateVector(doc);
	doc.transact(() => change(map));
	await mallory.say(victim, { kind: 'batch', update: Y.encodeStateAsUpdate(doc, before) });
}
