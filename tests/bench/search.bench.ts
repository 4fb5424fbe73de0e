import { searchMatcher } from '../../src/lib/domain/text/text';
import { table } from './measured';
import { microseconds, shown } from './timing';

const MANY = 20_000;
const named = (name: string) =>
	Array.from({ length: MANY }, (_, at) => ({ name: `${name} ${at}`, pid: `P-${at}` }));

table('searching', 'in 20,000 products, at every key, beside lower case alone', () => {
	const plain = named('Desk Lamp');
	const accented = named('Lámpara Ａ');
	const search = (rows: typeof plain, query: string) => () => {
		const finds = searchMatcher(query);
		return rows.filter(({ name, pid }) => finds(name, pid)).length;
	};
	const lower = (rows: typeof plain) => () =>
		rows.filter(({ name, pid }) => [name, pid].some((text) => text.toLowerCase().includes('77'))).length;
	const row = (what: string, time: number, floor: number) => [
		...[what, shown(time), shown(floor), `${(time / floor).toFixed(1)}×`]
	];
	const first = microseconds(search(accented, 'lampara a 77'), { rounds: 1, calls: 1 });
	const floors = [plain, accented].map((rows) => microseconds(lower(rows), { calls: 3 }));
	return [
		['a search', 'takes', 'lower case', 'ratio'],
		row('names in English', microseconds(search(plain, 'lamp 77'), { calls: 3 }), floors[0]!),
		row('names with accents, the first time', first, floors[1]!),
		row(
			'names with accents, at the next key',
			microseconds(search(accented, 'lampara a 7'), { calls: 3 }),
			floors[1]!
		)
	];
});
