import type { Entry } from '../../src/lib/domain/entry';
import type { Fact, FactId, OrganizationId } from '../../src/lib/domain/facts';
import { ChainTips } from '../../src/lib/document/signing/chain-tips';
import type { Keys } from '../../src/lib/document/keys/keys';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { signDraft } from '../../src/lib/document/signing/sign-draft';
import { draft, named, renamed } from './helpers';

/** A browser that may act for some organizations and has seen some of the entries. */
interface Device {
	keys: Keys;
	tips: ChainTips;
	seen: Set<string>;
	/** The highest of each organization. */
	stamps: Map<OrganizationId, number>;
	facts: { id: FactId; table: Fact['table']; by: OrganizationId }[];
}

/**
 * A history of three organizations with two devices each, which often write without having seen each other, so
 * that stamps are taken twice. Facts name organizations, facts of others and facts of their own entry.
 * @param next a source of numbers to choose by
 */
export async function history(steps: number, next: () => number): Promise<Entry[]> {
	const all: Entry[] = [];
	const pick = <T>(from: T[]): T | undefined => from[next() % from.length];
	const sign = async (device: Device, organization: OrganizationId | null, facts: Fact[]) => {
		const context = { workspace: 'source', keys: device.keys, tips: device.tips };
		const stamp = 1 + (device.stamps.get(organization ?? '') ?? 0);
		const { entry } = await signDraft({ ...draft(organization, ...facts), stamp }, context);
		all.push(entry);
		learn(device, entry);
		return entry;
	};

	const seats: { device: Device; organization: OrganizationId }[] = [];
	for (const name of ['Alice', 'Bob', 'Carol']) {
		const first = device();
		const founding = await sign(first, null, [named(name)]);
		const second = device();
		const made = await second.keys.make();
		await made.keep(founding.id);
		// A key among other facts: it is not copied, and those behind it move up.
		await sign(first, founding.id, [
			{ table: 'keys', key: made.signer.key, name: 'second' },
			renamed(`${name} & Co`)
		]);
		for (const each of [first, second]) seats.push({ device: each, organization: founding.id });
	}
	for (const { device } of seats) for (const entry of all) learn(device, entry);

	const organizations = [...new Set(seats.map(({ organization }) => organization))];
	for (let step = 0; step < steps; step++) {
		const { device, organization } = pick(seats)!;
		if (next() % 3 === 0) for (const entry of all) learn(device, entry);
		const known = (table: Fact['table']) => pick(device.facts.filter((fact) => fact.table === table))?.id;
		const other = pick(organizations)!;
		const product = known('products') ?? '#0';
		await sign(device, organization, [
			...(product === '#0' ? [productFact(String(step), other)] : []),
			...pick([
				() => [productFact(`again ${step}`, other)],
				() => [
					{ table: 'grants', product, grantee: other, permission: 'purchase' },
					{
						table: 'flags',
						on: true,
						grants: [`#${product === '#0' ? 1 : 0}`]
					}
				],
				() => [{ table: 'revocations', grant: known('grants') ?? `${'A'.repeat(43)}:3` }],
				() => [{ table: 'tombstones', record: next() % 2 ? (known('partners') ?? other) : other }],
				() => [{ table: 'partners', partner: other, name: String(step) }],
				() => [renamed(`name ${step}`)],
				() => [{ table: 'orders', invoiceEntity: other, lines: [{ product, quantity: 1 + step }], note: '' }],
				() => [{ table: 'withdrawals', tombstone: known('tombstones') ?? '#0' }]
			] satisfies (() => Fact[])[])!()
		]);
	}
	return all;
}

const device = (): Device => ({
	...{ keys: memoryKeys(), tips: new ChainTips() },
	...{ seen: new Set(), stamps: new Map(), facts: [] }
});

const productFact = (pid: string, maker: OrganizationId): Fact => ({
	table: 'products',
	pid,
	name: '',
	category: '',
	making: { origin: 'odm', maker },
	basedOn: null
});

function learn(device: Device, entry: Entry): void {
	if (device.seen.has(entry.id)) return;
	device.seen.add(entry.id);
	device.tips.add(entry);
	const author = entry.organization || entry.id;
	device.stamps.set(author, Math.max(device.stamps.get(author) ?? 0, entry.stamp));
	entry.facts.forEach(({ table }, index) =>
		device.facts.push({ id: `${entry.id}:${index}`, table, by: author })
	);
}
