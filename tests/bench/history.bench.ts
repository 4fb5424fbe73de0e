import { historyOf } from '../../src/lib/views/history/actions';
import { filterHistory } from '../../src/lib/views/history/search';
import { undoable } from '../../src/lib/views/history/undo';
import { folded } from '../oracle/agreement';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { network } from './network';

table('the history', 'at 20,000 grants, beside walking its entries', () => {
	const { entries, organizations, products } = network(20_000);
	const fresh = Array.from({ length: 3 }, () => folded(entries));
	const first = microseconds((n) => historyOf(fresh[n]!), { rounds: 3, calls: 1 });
	const narrowed = microseconds(
		(n) => filterHistory(fresh[n]!, historyOf(fresh[n]!).actions, { kind: 'authorizations', query: '' }),
		{ rounds: 3, calls: 1 }
	);
	const snapshot = fresh[0]!;
	const { actions } = historyOf(snapshot);
	const walk = microseconds(() => entries.reduce((sum, { facts }) => sum + facts.length, 0), { calls: 3 });
	const row = (what: string, time: number) => [
		...[what, shown(time), shown(walk), `${(time / walk).toFixed(1)}×`]
	];
	const by = (filter: Parameters<typeof filterHistory>[2]) =>
		microseconds(() => filterHistory(snapshot, actions, filter), { calls: 3 });
	const organization = organizations[7]!;
	const actable = new Set(organizations);
	return [
		['the history', 'takes', 'walking', 'ratio'],
		row('all acts, the first time', first),
		row('narrowed at once, not read ahead', narrowed),
		row('those of an organization', by({ organization, query: '' })),
		row('those with a partner', by({ partner: organization, query: '' })),
		row('those about a product', by({ product: products[7]!, query: '' })),
		row('those of a kind', by({ kind: 'authorizations', query: '' })),
		row('those with a word', by({ query: 'product 77' })),
		row(
			'whether one can be undone',
			microseconds((n) => undoable(snapshot, actions[n % actions.length]!, actable))
		)
	];
});
