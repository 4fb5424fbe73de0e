import { decide } from '../../src/lib/commands/decide';
import { toList } from '../../src/lib/domain/permissions/standing';
import { type DraftStep, draftOn } from '../../src/lib/views/draft';
import { effectsBetween } from '../../src/lib/views/effects/preview';
import { folded } from '../oracle/agreement';
import { hashOf } from '../oracle/ledger';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { network, type Network } from './network';

/** A draft that revokes what that many products' owners granted first, beside deciding the same commands once. */
function measure(what: string, { entries, products, owners }: Network, steps: number): string[][] {
	const now = folded(entries);
	const drafted = products.slice(0, steps).map((product, n): DraftStep => {
		const [link] = now.products.get(product)!.links.from(owners[n]!);
		const items = [{ product, permissions: toList(link!.permissions) }];
		return {
			...{ entry: hashOf(`drafted ${n}`), action: `act ${n}`, at: n, name: 'revoke', actor: owners[n]! },
			command: { command: 'revoke', grantee: link!.grantee, items }
		};
	});
	const { snapshot, unfit } = draftOn(now, drafted);
	if (unfit.length > 0) throw new Error(unfit[0]!.refusal.code);
	const least = microseconds(() => drafted.map(({ actor, command }) => decide(now, actor, command)));
	const row = (answer: string, time: number) => [
		...[what, answer, shown(time), 'deciding its commands', shown(least), `${(time / least).toFixed(1)}×`]
	];
	return [
		row(
			`what a draft of ${steps} makes of now`,
			microseconds(() => draftOn(now, drafted), { calls: 3 })
		),
		row(
			'its difference against now',
			microseconds(() => effectsBetween(now, snapshot), { calls: 3 })
		)
	];
}

table('drafts', 'at 20,000 grants', () => [
	['20,000 grants', 'answer', 'takes', 'floor', 'takes', 'ratio'],
	...measure('many owners', network(20_000), 100),
	...measure('one owner', network(20_000, { owner: 0 }), 100)
]);
