import fc from 'fast-check';
import type { Fact, OrganizationId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import { emptyReplica, type Replica, write } from './ledger';
import { everyPermission } from './permissions';

/** What stands between some organizations on one product, however it came about: `from` and `to` are their numbers. */
export interface Web {
	/** The second organization makes the product: for which kinds it holds it. */
	maker: Kind[];
	/** Partners that were granted nothing. */
	partners: { from: number; to: number }[];
	/** Bits: which permissions are granted, and which of them may be passed on. */
	links: { from: number; to: number; granted: number; passedOn: number }[];
}

const organizations = 6;
const every = 2 ** everyPermission.length - 1;
const pair = { from: fc.nat(organizations - 1), to: fc.nat(organizations - 1) };

/** Thicker than what people make: second ways, circles, and grants without effect, on a product with a maker. */
export const webs: fc.Arbitrary<Web> = fc.record({
	maker: fc.constantFrom<Kind[]>([], ['develop'], ['purchase'], ['develop', 'purchase']),
	partners: fc.array(fc.record(pair), { maxLength: 8 }),
	links: fc.array(
		fc.record({ ...pair, granted: fc.integer({ min: 1, max: every }), passedOn: fc.nat(every) }),
		{
			...{ minLength: 7, maxLength: 20, size: 'max' }
		}
	)
});

/** Writes it, as the merged result of many histories might have left it. */
export function weave(web: Web): Replica {
	const replica = emptyReplica('here', []);
	const ids = Array.from({ length: organizations }, (_, i): OrganizationId => {
		const account = `o${i}@example.com`;
		return write(replica, null, 'add-organization', [
			{ table: 'organizations', name: `Organization ${i}`, account, colour: '#123456' }
		]).id;
	});
	const [owner, maker] = [ids[0]!, ids[1]!];
	const product = `${
		write(replica, owner, 'add-product', [
			{
				...{ table: 'products', pid: 'P', name: 'Product', category: 'lamp', basedOn: null },
				making: { origin: 'oem', maker }
			}
		]).id
	}:0`;
	const facts = new Map<OrganizationId, Fact[]>(ids.map((id) => [id, []]));
	facts.get(owner)!.push({ table: 'maker-standings', product, maker, kinds: web.maker });
	for (const { from, to } of web.partners)
		if (from !== to) facts.get(ids[from]!)!.push({ table: 'partners', partner: ids[to]!, name: 'Partner' });
	for (const { from, to, granted, passedOn } of web.links) {
		if (from === to || to === 0) continue;
		const own = facts.get(ids[from]!)!;
		const flagged: string[] = [];
		everyPermission.forEach((permission, bit) => {
			if (!(granted & (1 << bit))) return;
			if (passedOn & (1 << bit)) flagged.push(`#${own.length}`);
			own.push({ table: 'grants', product, grantee: ids[to]!, permission });
		});
		if (flagged.length > 0) own.push({ table: 'flags', on: true, grants: flagged });
	}
	for (const [organization, own] of facts) if (own.length > 0) write(replica, organization, 'woven', own);
	return replica;
}
