import type { Entry } from '../../src/lib/domain/entry';
import type { Fact, OrganizationId } from '../../src/lib/domain/facts';
import type { GateOptions } from '../../src/lib/gate/gate';
import type { Steps } from '../../src/lib/gate/steps';
import { hasValidSignature } from '../../src/lib/document/signing/signature';
import { draft, named, renamed } from '../document/helpers';
import { product } from '../gate/attacks';
import { replica, type Replica } from '../gate/parties';
import { without } from '../gate/without';
import type { Random } from './random';
import { seededKeys } from './seeded-keys';

/** Small, so that a few entries meet every limit. */
export const tight = {
	messageBytes: 60_000,
	entryLength: 8_000,
	entriesInMessage: 40,
	batchEntries: 3,
	window: 2,
	awaitingKeyEntriesEach: 6,
	awaitingKeyEntries: 9,
	strikes: 4,
	newer: 20,
	strangersEach: { organizations: 4, entries: 30, length: 40_000 },
	strangersAll: { organizations: 6, entries: 40, length: 60_000 },
	withheldOrganizations: 12,
	withheldEntries: 60
} satisfies GateOptions['limits'];

const verdicts = new Map<string, boolean>();

/** What @noble said of an entry, asked once for all replicas of all runs. */
function verify(entry: Entry): boolean {
	const name = `${entry.id} ${entry.signature}`;
	let verdict = verdicts.get(name);
	if (verdict === undefined) verdicts.set(name, (verdict = hasValidSignature(entry)));
	return verdict;
}

/** An honest browser: it acts for one organization, and keeps to the conversation. */
export interface Honest {
	name: string;
	at: Replica;
	organization: OrganizationId;
	/** What it wrote, with the text that it wrote. */
	written: Map<string, string>;
	/** Grants of its own that it has not revoked. */
	grants: string[];
	products: string[];
}

function newcomer(name: string, organization = '', lacking?: keyof Steps): Honest {
	// The clock stands still: nothing here is refused for being early.
	const fewer = lacking && { [lacking]: without(() => honest)[lacking] };
	const at = replica({
		keys: seededKeys(name),
		limits: tight,
		verify,
		now: () => 1,
		monotonicNow: () => 1,
		steps: fewer ?? {}
	});
	const honest = { name, at, organization, written: new Map(), grants: [], products: [] };
	return honest;
}

export async function founder(name: string, lacking?: keyof Steps): Promise<Honest> {
	const honest = newcomer(name, '', lacking);
	honest.organization = (await write(honest, null, named(name))).id;
	return honest;
}

async function write(honest: Honest, organization: OrganizationId | null, ...facts: Fact[]): Promise<Entry> {
	const [entry] = await honest.at.ledger.append([draft(organization, ...facts)]);
	honest.written.set(entry!.id, honest.at.texts.get(entry!.id)!);
	return entry!;
}

/** One edit, of some kind that makes sense for what it knows. */
export async function edit(
	honest: Honest,
	others: OrganizationId[],
	{ below, chance, pick }: Random
): Promise<void> {
	const { at, organization, grants, products } = honest;
	const say = (...facts: Fact[]) => write(honest, organization, ...facts);
	if (grants.length > 0 && chance(0.25)) {
		await say({ table: 'revocations', grant: grants.splice(below(grants.length), 1)[0]! });
	} else if (products.length > 0 && chance(0.5)) {
		const about = { product: pick(products), grantee: pick(others), permission: 'purchase' } as const;
		const { id } = await say(
			{ table: 'partners', partner: about.grantee, name: 'P' },
			{ table: 'grants', ...about }
		);
		grants.push(`${id}:1`);
	} else if (chance(0.5)) {
		const { id } = await say({ ...product, pid: `P${at.ledger.entries.size}` } as Fact);
		products.push(`${id}:0`);
	} else await say(renamed(`${honest.name} ${below(1_000)}`));
}

/** A person's word: those who know each other are let in, before they meet. */
export const letIn = (honest: Honest, organizations: OrganizationId[]): Promise<void> =>
	honest.at.gate.decide(organizations, 'let-in');

/** A second browser of the same organization: asks for a seat, and is given it. */
export async function secondSeat(honest: Honest): Promise<Honest> {
	const second = newcomer(`${honest.name}, second`, honest.organization);
	await second.at.ledger.opened;
	const founding = honest.at.ledger.entries.get(honest.organization)!;
	second.at.ledger.insert([founding]);
	const key = await second.at.ledger.memberKey(honest.organization);
	const added = await write(honest, honest.organization, { table: 'keys', key, name: 'second' });
	second.at.ledger.insert([added]);
	return second;
}

/** Ends the other browser's key where its chain is now, as far as is known here. */
export async function retireSeat(honest: Honest, second: Honest): Promise<void> {
	const [seat] = await second.at.ledger.held();
	if (!seat) return;
	const head = honest.at.ledger.keys.chainOf(honest.organization, seat.key).wholeTip;
	await write(honest, honest.organization, {
		table: 'key-retirements',
		key: seat.key,
		last: head?.seq ?? 0,
		head: head?.id ?? ''
	});
}
