import { applyEntries } from '../../src/lib/domain/fold/apply';
import { authorOf } from '../../src/lib/domain/entry';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import type { Steps } from '../../src/lib/gate/steps';
import { wholeOf } from '../oracle/whole';
import { crimes } from './crimes';
import { edit, founder, letIn, retireSeat, secondSeat, type Honest } from './honest';
import { Mallory } from './mallory';
import { Network } from './network';
import { random } from './random';

export interface Outcome {
	seed: number;
	/** Entries that somebody honest has, and nobody who may have signed them did. */
	forged: number;
	/** Entries of honest organizations that somebody honest lacks. */
	lost: number;
	/** Whether two honest replicas end with other entries, or another state, or another report of gaps and forks. */
	diverged: boolean;
	/** Connections between honest browsers that a gate ended, or that were not in step in the end. */
	wronged: number;
	/** What really happened, and how often. */
	did: Record<string, number>;
}

/**
 * One run: three honest organizations, sometimes a second browser of one, and one that keeps to nothing.
 * @param lacking a step that the honest gates lack, to see what comes of it
 */
export async function simulate(seed: number, lacking?: keyof Steps): Promise<Outcome> {
	const chosen = random(seed);
	const { below, chance, pick } = chosen;
	const cast = seed % 8;
	const honest: Honest[] = [];
	for (const name of ['Alice', 'Bob', 'Carol']) honest.push(await founder(`${name} ${cast}`, lacking));
	const seat = chance(0.3) ? await secondSeat(honest[0]!) : null;
	if (seat) honest.push(seat);
	const friends = honest.map(({ organization }) => organization);
	for (const each of honest) await letIn(each, friends);
	const mallory = await Mallory.join(`Mallory ${cast}`, chosen, seed);
	const network = new Network();
	const did: Record<string, number> = {};
	const note = (what: string, times = 1) => (did[what] = (did[what] ?? 0) + times);
	const organizations = [...honest.map(({ organization }) => organization), mallory.me.organization];

	for (let step = 0; step < 28; step++) {
		const luck = below(100);
		if (luck < 22) {
			await edit(pick(honest), organizations, chosen).catch((error: unknown) => {
				// The second browser may have been shut out meanwhile.
				if (!String(error).includes('no-key')) throw error;
			});
		} else if (luck < 36) network.connect(pick(honest), pick(honest));
		else if (luck < 42 && network.links.length > 0) network.cut(pick(network.links));
		else if (luck < 62) for (let n = 0; n < 6; n++) await network.deliver(chosen);
		else if (luck < 63 && seat) await retireSeat(honest[0]!, seat);
		else {
			const crime = pick(Object.keys(crimes));
			note(crime);
			await crimes[crime]!(mallory, pick(honest), honest);
		}
	}

	await heal(network, honest, chosen);
	for (const each of honest) note('strangers waiting', (await each.at.gate.report()).outsiders.waiting);
	// Who waits at one may be in at another: that ends with a word at each.
	const strangers = [...mallory.signed.values()].map(({ entry }) => authorOf(entry));
	for (const each of honest) await letIn(each, [...new Set(strangers)]);
	await heal(network, honest, chosen);
	note('cuts', network.cuts);
	for (const reason of mallory.ended) note(`ended: ${reason}`);
	return {
		seed,
		wronged: network.ended.length + network.apart,
		did,
		...(await judge(honest, mallory, note))
	};
}

/** Everybody comes together again, not each with each; then once more, as connections do. */
async function heal(network: Network, honest: Honest[], chosen: ReturnType<typeof random>): Promise<void> {
	for (let round = 0; round < 2; round++) {
		for (const link of [...network.links]) network.cut(link);
		const order = chosen.shuffled(honest);
		order.slice(1).forEach((each, n) => network.connect(each, chosen.pick(order.slice(0, n + 1))));
		await network.quiet(chosen);
	}
}

async function judge(
	honest: Honest[],
	mallory: Mallory,
	note: (what: string, times?: number) => void
): Promise<Pick<Outcome, 'forged' | 'lost' | 'diverged'>> {
	const written = new Map(honest.flatMap((each) => [...each.written]));
	let forged = 0;
	let lost = 0;
	const states = new Set<string>();
	for (const { at } of honest) {
		const { entries } = at.ledger;
		// The document itself holds what the ledger says, and nothing beside it.
		for (const [id, text] of at.texts)
			if ((written.get(id) ?? mallory.signed.get(id)?.text) !== text || !entries.has(id)) forged += 1;
		for (const id of entries.keys()) if (!written.has(id) && !mallory.signed.has(id)) forged += 1;
		for (const id of written.keys()) if (!entries.has(id) || !at.texts.has(id)) lost += 1;
		const snapshot = emptySnapshot();
		at.ledger.onEntries((more) => void applyEntries(snapshot, more));
		const { gaps, forks } = await at.gate.report();
		const told = [...gaps, ...forks].map((each) => JSON.stringify(each)).sort();
		states.add(JSON.stringify([[...entries.keys()].sort(), wholeOf(snapshot), told]));
	}
	const { gaps, forks, waiting, newer, refused } = await honest[0]!.at.gate.report();
	note('entries', honest[0]!.at.ledger.entries.size);
	note('gaps shown', gaps.length);
	note('forks shown', forks.length);
	note('waiting', waiting.length);
	note('newer', newer);
	for (const { reason } of refused) note(`refused: ${reason}`);
	return { forged, lost, diverged: states.size !== 1 };
}
