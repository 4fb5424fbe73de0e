import type { Step } from '../../src/lib/commands/command';
import { fixedPoint } from '../../src/lib/domain/permissions/effective-permissions';
import type { Permission } from '../../src/lib/domain/permissions/permissions';
import { toList } from '../../src/lib/domain/permissions/standing';
import type { Link } from '../../src/lib/domain/records';
import type { Snapshot } from '../../src/lib/domain/snapshot';
import { previewEffects } from '../../src/lib/views/effects/preview';
import { shiftsByOrganization } from '../../src/lib/views/effects/shifts';
import { folded } from '../oracle/agreement';
import { entryOf } from '../oracle/ledger';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { type Network, network } from './network';

/** Revokes whatever the links grant: one command of each grantor toward each grantee. */
function revocations(links: readonly Link[]): Step[] {
	const sides = new Map<string, Link[]>();
	for (const link of links) {
		const side = `${link.grantor} ${link.grantee}`;
		sides.set(side, [...(sides.get(side) ?? []), link]);
	}
	return [...sides.values()].map((between) => ({
		actor: between[0]!.grantor,
		command: {
			command: 'revoke',
			grantee: between[0]!.grantee,
			items: between.map(({ product, permissions }) => ({ product, permissions: toList(permissions) }))
		}
	}));
}

const linksFrom = (snapshot: Snapshot, product: string, grantor: string): Link[] => [
	...snapshot.products.get(product)!.links.from(grantor)
];

function rows(what: string, snapshot: Snapshot, links: readonly Link[]): string[][] {
	const steps = revocations(links);
	const preview = previewEffects(snapshot, steps);
	if (!preview.accepted) throw new Error(what);
	const products = [...new Set(links.map(({ product }) => product))].map((id) => snapshot.products.get(id)!);
	const takes = microseconds(() => previewEffects(snapshot, steps), { calls: 3 });
	// The least: each product's fixed point found once, with nothing compared.
	const least = microseconds(() => products.map((product) => fixedPoint(product, product.links)), {
		calls: 3
	});
	const { shifts } = preview.effects;
	const listed = microseconds(() => shiftsByOrganization(snapshot, shifts), { calls: 3 });
	const beside = (time: number) => ['fixed points alone', shown(least), `${(time / least).toFixed(1)}×`];
	return [
		[what, shown(takes), ...beside(takes)],
		[`… listed by organization (${shifts.length})`, shown(listed), ...beside(listed)]
	];
}

/** One product with all the grants: organizations in chains of ten below its owner, each of two permissions. */
function oneBig(grants: number) {
	const { entries, organizations } = network(grants * 10);
	const [owner, ...others] = organizations as [string, ...string[]];
	const founding = entries.filter((entry) => entry.organization === '');
	const making = { origin: 'proprietary', maker: null } as const;
	const named = { pid: 'P', name: 'P', category: '', making, basedOn: null };
	const added = entryOf({ organization: owner, facts: [{ table: 'products', ...named }] });
	const product = `${added.id}:0`;
	const granted: Permission[] = ['view-logs', 'purchase'];
	const grantsOf = Array.from({ length: grants / 2 }, (_, i) => {
		const grantor = i % 10 === 0 ? owner : others[(i - 1) % others.length]!;
		const grantee = others[i % others.length]!;
		return entryOf({
			organization: grantor,
			stamp: i + 2,
			facts: granted.flatMap((permission, n) => [
				{ table: 'grants', product, grantee, permission } as const,
				{
					...({ table: 'flags', product, grantee, on: true, grants: [`#${2 * n}`] } as const),
					kind: permission === 'purchase' ? ('purchase' as const) : ('develop' as const)
				}
			])
		});
	});
	return { snapshot: folded([...founding, added, ...grantsOf]), product, owner };
}

/** A network, and what its owners granted. */
function grantedIn({ entries, products, owners }: Network) {
	const snapshot = folded(entries);
	return { snapshot, firsts: products.flatMap((product, i) => linksFrom(snapshot, product, owners[i]!)) };
}

table(
	'foreseeing a revocation',
	'at 20,000 grants, beside the fixed points of the products it touches',
	() => {
		const { snapshot, firsts: all } = grantedIn(network(20_000));
		const narrow = grantedIn(network(20_000, { owner: 0, partner: 1 }));
		const big = oneBig(20_000);
		return [
			['foreseeing', 'takes', 'floor', 'takes', 'ratio'],
			...rows('one grant revoked', snapshot, all.slice(0, 1)),
			...rows('a partner of 100 grants', snapshot, all.slice(0, 100)),
			...rows('the partner through whom all have all', narrow.snapshot, narrow.firsts),
			...rows(
				'one grant of a product with all of them',
				big.snapshot,
				linksFrom(big.snapshot, big.product, big.owner).slice(0, 1)
			)
		];
	}
);
