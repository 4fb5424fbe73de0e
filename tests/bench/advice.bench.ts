import { relationsOf, type Snapshot } from '../../src/lib/domain/snapshot';
import { adviceFor } from '../../src/lib/views/advice';
import { folded } from '../oracle/agreement';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { network } from './network';

/** One organization that owns every product, and snapshots that nobody has asked. */
function ofOneOwner() {
	const { entries, owners } = network(20_000, { owner: 0 });
	return { owner: owners[0]!, everything: Array.from({ length: 3 }, () => folded(entries)) };
}

table('advice', 'at 20,000 grants, the first time and again, beside walking the grants', () => {
	const { entries, organizations } = network(20_000);
	// Nothing is kept for a snapshot that was never asked: each first answer needs one of its own.
	const fresh = Array.from({ length: 3 }, () => folded(entries));
	const all = (snapshot: Snapshot) => {
		let count = 0;
		for (const id of organizations) count += adviceFor(snapshot, id).length;
		return count;
	};
	const walk = microseconds(
		() => {
			let count = 0;
			for (const id of organizations)
				for (const { authorized } of relationsOf(fresh[0]!, id).partners.values())
					for (const { permissions } of authorized.values()) count += permissions;
			return count;
		},
		{ calls: 3 }
	);
	const { owner, everything } = ofOneOwner();
	const widest = microseconds((n) => adviceFor(everything[n]!, owner), { rounds: 3, calls: 1 });
	const first = microseconds((n) => all(fresh[n % fresh.length]!), { rounds: 3, calls: 1 });
	const again = microseconds(() => all(fresh[0]!), { calls: 3 });
	const one = microseconds((n) => adviceFor(fresh[0]!, organizations[n % organizations.length]!));
	const row = (what: string, time: number, least: number) => [
		...[what, shown(time), shown(least), `${(time / least).toFixed(1)}×`]
	];
	return [
		['advice', 'takes', 'walking the grants', 'ratio'],
		row('for all organizations together, never asked before', first, walk),
		row('for all of them, again', again, walk),
		row('for one that owns every product, never asked before', widest, walk),
		row('for one organization, again', one, walk / organizations.length)
	];
});
