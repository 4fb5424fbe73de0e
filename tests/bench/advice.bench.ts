import { bench, describe } from 'vitest';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { emptySnapshot, relationsOf } from '../../src/lib/domain/snapshot';
import { adviceFor } from '../../src/lib/views/advice';
import { aligned, microseconds, shown } from './measured';
import { network } from './network';

/** A bench is called several times; the table is wanted once. */
let isDone = false;

describe('advice', () => {
	bench(
		'at 20,000 grants, the first time and again, beside walking the grants',
		() => {
			if (isDone) return;
			isDone = true;
			const { entries, organizations } = network(20_000);
			// Nothing is kept for a snapshot that was never asked: each first answer needs one of its own.
			const fresh = Array.from({ length: 3 }, () => {
				const snapshot = emptySnapshot();
				applyEntries(snapshot, entries);
				return snapshot;
			});
			const all = (snapshot: (typeof fresh)[number]) => {
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
			const first = microseconds((n) => all(fresh[n % fresh.length]!), { rounds: 3, calls: 1 });
			const again = microseconds(() => all(fresh[0]!), { calls: 3 });
			const one = microseconds((n) => adviceFor(fresh[0]!, organizations[n % organizations.length]!));
			const row = (what: string, time: number, least: number) => [
				...[what, shown(time), shown(least), `${(time / least).toFixed(1)}×`]
			];
			console.log(
				aligned([
					['advice', 'takes', 'walking the grants', 'ratio'],
					row('for all organizations together, never asked before', first, walk),
					row('for all of them, again', again, walk),
					row('for one organization, again', one, walk / organizations.length)
				])
			);
		},
		{ iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 }
	);
});
