import * as Y from 'yjs';
import type { Fact } from '../../src/lib/domain/facts';
import { aroundSignature, idOf } from '../../src/lib/document/entries/identity';
import type { GateOptions } from '../../src/lib/gate/gate';
import type { RefusedReason } from '../../src/lib/gate/api';
import type { Steps } from '../../src/lib/gate/steps';
import { draft, named, renamed } from '../document/helpers';
import { textItems } from '../document/map-items';
import { carrying, replica, signer, stranger, updateWith, type Replica, type Party } from './parties';

/** Alice's browser; Mallory, whose own organization is known there; and the line between them. */
export interface World {
	at: Replica;
	alice: string;
	/** What Alice wrote, in order: founding, a product, a grant, its revocation. */
	texts: [id: string, text: string][];
	mallory: Party;
	/** A fine entry of Mallory's, for those who would throw out what comes beside something bad. */
	fine: Awaited<ReturnType<Party['sign']>>;
	line: ReturnType<typeof stranger>;
}

export interface Attack {
	name: string;
	/** The step that stops it, and the reason that is given. */
	step: keyof Steps;
	reason: RefusedReason | null;
	limits?: GateOptions['limits'];
	launch(world: World): Promise<void>;
	/** Whether it did what it was made for. */
	succeeded(world: World): boolean | Promise<boolean>;
}

export const product: Fact = {
	table: 'products',
	pid: 'P',
	name: 'Lamp',
	category: '',
	making: { origin: 'proprietary', maker: null },
	basedOn: null
};

export async function world(options: GateOptions = {}): Promise<World> {
	const at = replica(options);
	const [founded] = await at.ledger.append([draft(null, named('Alice'))]);
	const alice = founded!.id;
	const mallory = await signer();
	const [made] = await at.ledger.append([draft(alice, product)]);
	const grant = { product: `${made!.id}:0`, grantee: mallory.organization, permission: 'purchase' } as const;
	const [granted] = await at.ledger.append([draft(alice, { table: 'grants', ...grant })]);
	await at.ledger.append([draft(alice, { table: 'revocations', grant: `${granted!.id}:0` })]);
	const texts = [...at.texts];
	await at.gate.admit([mallory.founding.text], 'file');
	const fine = await mallory.sign(renamed('Mallory, Inc.'));
	return { at, alice, texts, mallory, fine, line: stranger(at) };
}

const isIn = ({ at }: World, id: string) => at.ledger.entries.has(id);

/** Brings one value under one id, with a fine entry behind it. */
const bring = ({ line, fine }: World, id: string, value: unknown) =>
	line.bring(updateWith([[id, value], [fine.entry.id, fine.text]])); // oxfmt-ignore

/** A poisoned carrier succeeds where nobody notices it. */
const unnoticed = ({ line }: World) => line.ended.length === 0;

const poison = (name: string, update: (world: World) => Uint8Array): Attack => ({
	name,
	step: 'checkPlain',
	reason: 'not-plain',
	launch: (world) => world.line.bring(update(world)),
	succeeded: unnoticed
});

/** An update made by hand in a document that has Alice's entries already. */
function after({ texts }: World, change: (doc: Y.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, updateWith(texts));
	const before = Y.encodeStateVector(doc);
	change(doc);
	return Y.encodeStateAsUpdate(doc, before);
}

function fresh(change: (doc: Y.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	change(doc);
	return Y.encodeStateAsUpdate(doc);
}

const poisons: Attack[] = [
	poison('deletes entries', (world) =>
		after(world, (doc) => world.texts.forEach(([id]) => doc.getMap('entries').delete(id)))
	),
	poison('writes over entries', (world) =>
		after(world, (doc) => world.texts.forEach(([id]) => doc.getMap('entries').set(id, 'gone')))
	),
	poison('sends pieces whose beginning never comes', (world) =>
		after(world, (doc) => {
			doc.getMap('entries').set('a', world.fine.text);
			doc.getMap('entries').set('a', world.fine.text);
		})
	),
	poison('sends pieces with a huge clock', () => {
		const doc = new Y.Doc();
		doc.getMap('entries').set('a', 'b');
		const [update] = [Y.encodeStateAsUpdate(doc)];
		// One client, one struct, then the clock: made as large as a number can be.
		const [head, tail] = [update.slice(0, update.indexOf(0, 2)), update.slice(update.indexOf(0, 2) + 1)];
		return Uint8Array.from([...head, 0xff, 0xff, 0xff, 0xff, 0x7f, ...tail]);
	}),
	poison('nests a map', () => fresh((doc) => doc.getMap('entries').set('a', new Y.Map([['b', 'c']])))),
	poison('nests a text', () => fresh((doc) => doc.getMap('entries').set('a', new Y.Text('b')))),
	poison('nests XML', () => fresh((doc) => doc.getMap('entries').set('a', new Y.XmlElement('script')))),
	poison('nests a document', () => fresh((doc) => doc.getMap('entries').set('a', new Y.Doc()))),
	poison('sends bytes', () => fresh((doc) => doc.getMap('entries').set('a', new Uint8Array(9)))),
	poison('makes the root a list', () => fresh((doc) => doc.getArray('entries').insert(0, ['a', 'b']))),
	poison('makes the root a text', () => fresh((doc) => doc.getText('entries').insert(0, 'a', { b: 1 }))),
	poison('writes into another root', (world) => updateWith([[world.fine.entry.id, world.fine.text]], 'meta')),
	poison('sets one id again and again, as though by many at once', (world) =>
		textItems([world.fine.entry.id, world.fine.entry.id], world.fine.text)
	),
	poison('hides what was written behind what it deleted', () =>
		fresh((doc) => {
			doc.getMap('entries').set('a', 'b');
			doc.getMap('entries').delete('a');
		})
	)
];

export const attacks: Attack[] = [
	{
		name: 'sends a message beyond the cap',
		step: 'checkSize',
		reason: 'too-large',
		limits: { messageBytes: 18_000 },
		launch: async ({ line, mallory }) =>
			line.bring(carrying(await mallory.sign(renamed('x'.repeat(18_000))))),
		succeeded: ({ line, at }) => line.ended.length === 0 && at.ledger.entries.size > 5
	},
	{
		name: 'sends more at once than it was asked for',
		step: 'checkPace',
		reason: 'too-fast',
		launch: ({ line, fine }) => line.bring(...Array.from({ length: 30 }, () => carrying(fine))),
		succeeded: unnoticed
	},
	{
		name: 'sends more entries in a message than there may be',
		step: 'checkPlain',
		reason: 'too-large',
		limits: { entriesInMessage: 100 },
		launch: ({ line }) => line.bring(updateWith(Array.from({ length: 101 }, (_, n) => [`${n}`, '{"v":3}']))),
		succeeded: unnoticed
	},
	{
		name: 'cuts an update off',
		step: 'checkPlain',
		reason: 'not-an-update',
		launch: ({ line, fine }) => line.bring(carrying(fine).slice(0, -3)),
		succeeded: ({ line }) => line.ended[0]?.reason !== 'not-an-update'
	},
	...poisons,
	{
		name: 'writes what is no entry into the document',
		step: 'readCarrier',
		reason: 'bad-signature',
		launch: async (world) => {
			const { entry, text } = await forged(world);
			await bring(world, entry.id, text);
		},
		succeeded: (world) => [...world.at.texts.values()].some((text) => text.includes('forged'))
	},
	{
		name: 'sends an entry beyond the cap',
		step: 'takeText',
		reason: 'too-large',
		limits: { entryLength: 5_000 },
		launch: async ({ line, mallory }) => line.bring(carrying(await mallory.sign(renamed('x'.repeat(6_000))))),
		succeeded: ({ at }) => at.ledger.entries.size > 5
	},
	{
		name: 'sends what is not JSON beside what is fine',
		step: 'parseText',
		reason: 'unreadable',
		launch: (world) => bring(world, 'A'.repeat(43), '{"facts":'),
		succeeded: (world) => !isIn(world, world.fine.entry.id)
	},
	{
		name: 'nests deeper than anything is',
		step: 'rebuild',
		reason: 'unreadable',
		launch: (world) => bring(world, 'A'.repeat(43), `{"facts":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
		// The schema would not have it either: what is lost without this step is only the true reason.
		succeeded: async ({ at }) =>
			(await at.gate.report()).refused.every(({ reason }) => reason !== 'unreadable')
	},
	{
		name: 'is a newer app, and not to blame for it',
		step: 'isNewer',
		reason: null,
		launch: ({ line }) => line.bring(updateWith(Array.from({ length: 40 }, (_, n) => [`${n}`, '{"v":3}']))),
		succeeded: ({ line }) => line.ended.length > 0
	},
	{
		name: 'signs what is no entry by the schema',
		step: 'takeFields',
		reason: 'malformed',
		launch: async (world) => {
			const facts = [{ table: 'admins', add: world.mallory.organization }] as unknown as Fact[];
			const { entry, text } = await world.mallory.forge({ facts });
			await bring(world, entry.id, text);
		},
		succeeded: ({ at }) => [...at.texts.values()].some((text) => text.includes('admins'))
	},
	{
		name: 'says a moment that no calendar has',
		step: 'checkMoments',
		reason: 'malformed',
		launch: async (world) => {
			const { entry, text } = await world.mallory.forge({ at: Number.MAX_SAFE_INTEGER });
			await bring(world, entry.id, text);
		},
		succeeded: ({ at }) => [...at.ledger.entries.values()].some((entry) => entry.at > 8.64e15)
	},
	{
		name: 'writes an entry of Alice in another way, so that there are two',
		step: 'checkCanonical',
		reason: 'not-canonical',
		launch: async (world) => {
			const text = world.texts[2]![1].replace('{', '{ ');
			const { signature } = JSON.parse(text) as { signature: string };
			await bring(world, idOf(aroundSignature(text, signature)), text);
		},
		succeeded: ({ at, texts }) => at.ledger.entries.size > texts.length + 2
	},
	{
		name: 'brings what was written in another workspace',
		step: 'checkWorkspace',
		reason: 'other-workspace',
		launch: async (world) => {
			const { founding } = await signer('elsewhere');
			await bring(world, founding.entry.id, founding.text);
		},
		succeeded: ({ at }) => [...at.ledger.entries.values()].some(({ workspace }) => workspace === 'elsewhere')
	},
	{
		name: 'brings back a revoked grant under another id',
		step: 'takeId',
		reason: 'wrong-id',
		launch: (world) => bring(world, 'A'.repeat(43), world.texts[2]![1]),
		succeeded: (world) => isIn(world, 'A'.repeat(43))
	},
	{
		name: 'signs with its own key in the name of Alice’s',
		step: 'checkSignature',
		reason: 'bad-signature',
		launch: async (world) => {
			const { entry, text } = await forged(world);
			await bring(world, entry.id, text);
		},
		succeeded: ({ at }) => [...at.texts.values()].some((text) => text.includes('forged'))
	},
	{
		name: 'speaks for Alice with a key of its own',
		step: 'isKeyKnown',
		reason: null,
		launch: async (world) => {
			const { entry, text } = await world.mallory.forge({ organization: world.alice });
			await bring(world, entry.id, text);
		},
		succeeded: ({ at }) => [...at.texts.values()].some((text) => text.includes('forged'))
	}
];

/** An entry of Alice, with Alice's key in it, as Mallory would have it. */
export const forged = ({ at, alice, mallory }: World) =>
	mallory.forge({ organization: alice, key: at.ledger.entries.get(alice)!.key });
