import { relationsOf } from '../../src/lib/domain/snapshot';
import {
	chainThrough,
	edgesOnPathsThrough,
	organizationChain,
	productChain
} from '../../src/lib/views/chains/chains';
import { linksOn } from '../../src/lib/domain/permissions/links';
import { visibleChain } from '../../src/lib/views/chains/visible-chain';
import { folded } from '../oracle/agreement';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { type Network, network } from './network';

/** What a person waits for on the page of chains, each beside walking the same links once. */
function measure(grants: number, { entries, organizations, products }: Network): string[][] {
	const snapshot = folded(entries);
	const concerned = (id: string) => {
		const { owned, partners, partnerOf } = relationsOf(snapshot, id);
		const sides = [...partners.values(), ...partnerOf.values()].flatMap((side) => [
			...side.authorized.keys()
		]);
		return [...new Set([...owned, ...sides])];
	};
	const [busiest] = [...organizations].sort((one, other) => concerned(other).length - concerned(one).length);
	const hub = busiest!;
	const walk = (ids: readonly string[]) => {
		let bits = 0;
		for (const id of ids) for (const link of linksOn(snapshot.products.get(id)!)) bits |= link.permissions;
		return bits;
	};
	const row = (what: string, time: number, least: number) => [
		...[grants.toLocaleString('en'), what, shown(time), shown(least), `${(time / least).toFixed(0)}×`]
	];
	const product = (n: number) => products[(n * 7919) % products.length]!;
	const one = microseconds((n) => walk([product(n)]));
	const all = concerned(hub);
	const many = microseconds(() => walk(all), { calls: 1 });
	const chain = organizationChain(snapshot, hub)!;
	const unfolded = {
		...{ collapsed: new Set<string>(), isOpened: () => false, portionOf: () => Infinity },
		kept: new Set([hub])
	};
	const other = chain.nodes.find(({ id, role }) => id !== hub && role === null)!.id;
	return [
		row(
			'the chains of a product',
			microseconds((n) => productChain(snapshot, product(n))),
			one
		),
		row(
			`the chains of the busiest organization (${all.length} products, ${chain.edges.length} edges)`,
			microseconds(() => organizationChain(snapshot, hub), { calls: 1 }),
			many
		),
		row(
			'the paths through one in it',
			microseconds(() => edgesOnPathsThrough(snapshot, chain, other), { calls: 1 }),
			many
		),
		row(
			'only those paths',
			microseconds(() => chainThrough(snapshot, chain, other), { calls: 1 }),
			many
		),
		row(
			'what of it is drawn',
			microseconds(() => visibleChain(chain, unfolded), { calls: 1 }),
			many
		)
	];
}

table('chains', 'beside walking the links that they are made of', () => {
	const rows = [
		...measure(2_000, network(2_000)),
		...measure(20_000, network(20_000)),
		// The most that one picture can be of.
		...measure(20_000, network(20_000, { owner: 0 }))
	];
	return [['grants', 'what', 'takes', 'floor', 'ratio'], ...rows];
});
