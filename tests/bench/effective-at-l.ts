import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Entry } from '../../src/lib/domain/entry';
import { resolveRef, type Fact } from '../../src/lib/domain/facts';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { heldProducts, holds } from '../../src/lib/domain/permissions/effective-permissions';
import { only } from '../../src/lib/domain/permissions/standing';
import { permissions } from '../../src/lib/domain/permissions/permissions';
import { emptySnapshot, type Snapshot } from '../../src/lib/domain/snapshot';
import type { Step } from '../../src/lib/commands/command';
import { decide } from '../../src/lib/commands/decide';
import { EntryUnpacker } from '../../src/lib/worker/entry-unpacker';
import { EntryPacker, type PackedEntries } from '../../src/lib/worker/packed-entries';
import { previewEffects } from '../../src/lib/views/effects/preview';
import { networkSizes } from '../../src/lib/scenarios/supply-network/network-size';
import { entryOf, hashOf } from '../oracle/ledger';
import { toldBetween, toldOf } from '../oracle/foreseen';
import { isHeld, judge } from '../oracle/oracle';
import { type BesideFloor, besideFloor, shown } from './timing';
import { now, supplyNetwork } from './supply-network';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What each row was before the index had numbers for ids, on the machine it was built on, and its goal: × the floor. */
const figures = {
	check: ['6.7', '1.2'],
	list: ['719', '2.5'],
	'edit and list': ['200', '3'],
	'preview of a revocation': ['209', '8'],
	fold: ['4.7', '1.0'],
	state: ['417 MB', '120 MB']
} as const satisfies Record<string, [string, string]>;
type Row = Exclude<keyof typeof figures, 'state'>;

/** Megabytes of the heap after all garbage was collected. */
function megabytes(): number {
	collect();
	collect();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return (heapUsed + arrayBuffers) / 1e6;
}

/**
 * Entries as a page makes them of what its Worker has sent.
 * @param sent what the page gets of it: a copy of its own, where that counts
 */
function unpacked(
	packed: readonly PackedEntries[],
	sent: (packed: PackedEntries) => PackedEntries = (each) => each
): Entry[] {
	const unpacker = new EntryUnpacker('bench');
	return packed.flatMap((each) => unpacker.unpack(sent(each)));
}

const listOf = (snapshot: Snapshot, organization: string): readonly string[] =>
	heldProducts(snapshot, organization, 'purchase');

/** The entries about some of the products, and those that found the organizations. */
function entriesAbout({ entries, grants }: Snapshot, some: readonly string[]): Entry[] {
	const named = new Set(some);
	const productsOf = (fact: Fact, id: string, entry: string): (string | undefined)[] => {
		if (fact.table === 'revocations') return [grants.get(fact.grant)!.product];
		if (fact.table === 'flags')
			return fact.grants.map((grant) => grants.get(resolveRef(grant, entry))?.product);
		return ['product' in fact ? resolveRef(fact.product, entry) : id];
	};
	return [...entries.values()].filter(({ id, facts }) =>
		facts.some(
			(fact, index) =>
				fact.table === 'organizations' ||
				productsOf(fact, `${id}:${index}`, id).some((each) => each !== undefined && named.has(each))
		)
	);
}

/** Throws unless the snapshot says what the oracle does of some of the products. */
function checkAgainstOracle(snapshot: Snapshot, some: readonly string[]): void {
	const judged = judge(entriesAbout(snapshot, some));
	for (const organization of snapshot.organizations.keys()) {
		const listed = new Set(listOf(snapshot, organization));
		for (const product of some)
			for (const permission of permissions) {
				const expected = isHeld(judged, organization, product, permission);
				if (holds(snapshot, organization, product, permission) !== expected) throw new Error('check');
				if (permission === 'purchase' && listed.has(product) !== expected) throw new Error('list');
			}
	}
}

const ownerOf = (snapshot: Snapshot, product: string) => snapshot.products.get(product)!.owner;

/** Throws unless the preview of a revocation tells what the oracle finds once it is made. */
function checkPreview(snapshot: Snapshot, step: Step): void {
	const preview = previewEffects(snapshot, [step]);
	const decision = decide(snapshot, step.actor, step.command);
	if (!preview.accepted || !decision.accepted || step.command.command !== 'revoke')
		throw new Error('preview');
	const entries = entriesAbout(
		snapshot,
		step.command.items.map(({ product }) => product)
	);
	const { key } = snapshot.entries.get(step.actor!)!;
	const said = { organization: step.actor!, key, at: now, facts: decision.facts };
	const told = toldBetween(judge(entries), judge([...entries, entryOf(said)]));
	if (JSON.stringify(toldOf(preview.effects)) !== JSON.stringify(told)) throw new Error('preview');
}

/** What each thing costs in a workspace as large as any that is asked for, beside its floor in the same run. */
export async function effectiveAtL(): Promise<string[][]> {
	const made = await supplyNetwork(networkSizes[4]);
	const { texts } = made;
	const packer = new EntryPacker();
	const packed = Array.from({ length: Math.ceil(texts.length / 2_000) }, (_, part) =>
		packer.pack(made.entries.slice(part * 2_000, (part + 1) * 2_000))
	);
	// Asked by ids from elsewhere, as those of an address or a message are.
	const [products, organizations, owners] = [made.products, made.organizations, made.owners].map(
		(ids) => JSON.parse(JSON.stringify(ids)) as string[]
	) as [string[], string[], string[]];
	made.entries.length = 0;

	const fold = besideFloor(
		() => {
			const snapshot = emptySnapshot();
			applyEntries(snapshot, unpacked(packed));
			return snapshot;
		},
		() => texts.map((text) => JSON.parse(text) as unknown),
		// Of four, the fastest differed by a quarter from run to run.
		{ rounds: 12, milliseconds: 0, warming: 0 }
	);
	const texted = megabytes();
	const snapshot = emptySnapshot();
	applyEntries(snapshot, unpacked(packed, structuredClone));
	const state = megabytes() - texted;
	checkAgainstOracle(snapshot, products.slice(0, 200));

	// In an order that no cache foresees, as people ask.
	const mixed = (n: number) => (n * 7919) % 1_000_003;
	const product = (n: number) => products[mixed(n) % products.length]!;
	const organization = (n: number) => organizations[mixed(n * 31) % organizations.length]!;
	const copied = (id: string) => JSON.parse(JSON.stringify(id)) as string;
	const maps = new Map(
		products.map((id) => [
			copied(id),
			new Map([...snapshot.products.get(id)!.standings].map(([each, standing]) => [copied(each), standing]))
		])
	);
	const check = besideFloor(
		(n) => holds(snapshot, organization(n), product(n), 'purchase'),
		(n) => maps.get(product(n))?.get(organization(n))
	);
	const arrays = new Map(organizations.map((id) => [id, listOf(snapshot, id)]));
	const list = besideFloor(
		(n) => {
			let length = 0;
			for (const each of listOf(snapshot, organization(n))) length += each.length;
			return length;
		},
		(n) => {
			let length = 0;
			for (const each of arrays.get(organization(n))!) length += each.length;
			return length;
		}
	);

	// A grant that its owner makes, and takes back in the next entry.
	const edits = Array.from({ length: 40_000 }, (_, i): Entry => {
		const [number, turn] = [(i >> 1) % products.length, i & 1];
		const grantee = organizations[((i >> 1) * 13) % organizations.length]!;
		const id = hashOf(`edit ${i >> 1}`);
		const fact: Fact =
			turn === 0
				? { table: 'grants', product: products[number]!, grantee, permission: 'purchase' }
				: { table: 'revocations', grant: `${id}:0` };
		const organization = owners[number]!;
		const { key } = snapshot.entries.get(organization)!;
		const said = { organization, key, at: now + i, action: `${i}` };
		return { ...entryOf({ ...said, facts: [fact] }, turn === 0 ? id : hashOf(`undone ${i}`)) };
	});
	const granteeOf = (n: number) => organizations[((n >> 1) * 13) % organizations.length]!;
	const edit = (n: number) => {
		if (n >= edits.length) throw new Error('no more edits');
		applyEntries(snapshot, [edits[n]!]);
		let length = 0;
		for (const each of listOf(snapshot, granteeOf(n))) length += each.length;
		return length;
	};
	// As many as a busy day has, so that the engine has compiled what they call: the rows above are asked far more often. An
	// odd number leaves a grant that counts.
	const begun = 4_001;
	for (let n = 0; n < begun; n++) edit(n);
	checkAgainstOracle(snapshot, products.slice(0, 100));
	checkAgainstOracle(snapshot, products.slice(1_950, 2_001));
	const editTexts = edits.map((entry) => JSON.stringify(entry));
	const editing = besideFloor(
		(n) => edit(begun + n),
		(n) => {
			let length = 0;
			for (const each of arrays.get(granteeOf(n))!) length += each.length;
			return [length, JSON.parse(editTexts[n % editTexts.length]!) as unknown];
		},
		{ rounds: 200, warming: 0 }
	);

	const granted = (id: string) => [...snapshot.products.get(id)!.links.from(ownerOf(snapshot, id))];
	const authorized = products.filter((id) => granted(id).length > 0);
	const steps = authorized.map((id) => {
		const owner = ownerOf(snapshot, id);
		const [link] = granted(id);
		const permission = permissions.find((each) => link!.permissions & only(each))!;
		const items = [{ product: id, permissions: [permission] }];
		return [{ actor: owner, command: { command: 'revoke' as const, grantee: link!.grantee, items } }];
	});
	for (const [step] of steps.slice(0, 10)) checkPreview(snapshot, step!);
	const links = authorized.map((id) => [...snapshot.products.get(id)!.links]);
	const preview = besideFloor(
		(n) => previewEffects(snapshot, steps[mixed(n) % steps.length]!),
		(n) => {
			let all = 0;
			for (const link of links[mixed(n) % links.length]!) all |= link.permissions | link.flagged;
			return all;
		}
	);
	const row = (what: Row, floorIs: string, { takes, floor }: BesideFloor) => {
		const [before, goal] = figures[what];
		return [what, shown(takes), floorIs, shown(floor), before, (takes / floor).toFixed(1), goal];
	};
	const [stateBefore, stateGoal] = figures.state;
	const megabytesOfTexts = texts.reduce((sum, { length }) => sum + length, 0) / 1e6;
	return [
		['what', 'takes', 'floor', 'takes', '× before', '× reached', '× goal'],
		row('check', 'two Map look-ups', check),
		row('list', 'walking a ready array', list),
		row('edit and list', 'JSON.parse of it, walking a ready array', editing),
		row('preview of a revocation', 'walking the product’s links', preview),
		row('fold', 'JSON.parse', fold),
		[
			...['state in memory', '', 'beside the texts', `${megabytesOfTexts.toFixed(0)} MB`],
			...[stateBefore, `${state.toFixed(0)} MB`, stateGoal]
		]
	];
}
