import type { Entry } from '../../src/lib/domain/entry';
import type { Fact, FactOf } from '../../src/lib/domain/facts';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { KeyChains } from '../../src/lib/gate/key-chains';
import { adds, keyOf, lamp, Pen, retires } from '../domain/organization-keys';
import { entryOf, hashOf } from '../oracle/ledger';
import { costTable } from './measured';
import { cpu } from './timing';

/** What the entries cost one by one, once the others are folded: together. */
function oneByOne(before: readonly Entry[], after: readonly Entry[]): number {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, before);
	return cpu(() => {
		for (const entry of after) applyEntries(snapshot, [entry]);
	});
}

/** One link with so many grants. */
function link(size: number) {
	const pen = new Pen('Alice');
	const product = `${pen.writes('Alice', lamp).id}:0`;
	const grant: Fact = { table: 'grants', product, grantee: hashOf('Basin'), permission: 'purchase' };
	const many = pen.writes('Alice', ...Array.from({ length: size }, () => grant));
	const ids = many.facts.map((_, index) => `${many.id}:${index}`);
	pen.writes('Alice', { table: 'flags', on: true, grants: ids });
	return { pen, grant, ids, here: [...pen.written] };
}

function grants(size: number): number {
	const { pen, grant, here } = link(size);
	return oneByOne(
		here,
		Array.from({ length: 100 }, () => pen.writes('Alice', grant))
	);
}

function revocations(size: number): number {
	const { pen, ids, here } = link(size);
	return oneByOne(
		here,
		ids.map((grant) => pen.writes('Alice', { table: 'revocations', grant }))
	);
}

const name = (level: number) => (level === 0 ? 'Alice' : `${level}`);

/** A chain of so many keys, each ended from half way up, and what ten entries more cost. */
function keys(size: number, more: (pen: Pen, at: number) => Entry): number {
	const pen = new Pen('Alice');
	const last = Array.from({ length: size }, (_, level) => pen.writes(name(level), adds(name(level + 1))));
	for (let level = size - 1; level > 1; level--)
		pen.writes(name(level >> 1), retires(name(level), last[level]!));
	const here = [...pen.written];
	return oneByOne(
		here,
		Array.from({ length: 10 }, (_, at) => more(pen, at))
	);
}

const ended = (level: number): FactOf<'key-retirements'> => ({
	...{ table: 'key-retirements', key: keyOf(name(level)), last: 0, head: '' }
});

/** So many entries under two numbers. */
function numbers(size: number): number {
	const organization = hashOf('Mallory');
	const said = { organization, key: hashOf('key'), facts: [] };
	const seconds = Array.from({ length: size / 2 }, (_, at) => entryOf({ ...said, seq: 2, at }));
	const thirds = seconds.map(({ id: previous }) => entryOf({ ...said, seq: 3, previous }));
	const all = new Map([...seconds, ...thirds].map((entry) => [entry.id, entry]));
	const chains = new KeyChains((id) => all.get(id));
	return cpu(() => {
		for (const entry of all.values()) chains.add(entry);
	});
}

/** A workspace with so many grants, and ten keys of another organization that said little, each ended. */
function retirements(size: number): number {
	const pen = new Pen('Alice');
	const product = `${pen.writes('Alice', lamp).id}:0`;
	for (let at = 0; at < size; at += 100)
		pen.writes(
			'Alice',
			...Array.from({ length: 100 }, (_, index): Fact => {
				return { table: 'grants', product, grantee: hashOf(`${at + index}`), permission: 'purchase' };
			})
		);
	const other = new Pen('Mallory', adds('Trudy'));
	other.writes('Trudy', lamp);
	const here = [...pen.written, ...other.written];
	const ends = Array.from({ length: 10 }, (_, at) => {
		const name = `thief ${at}`;
		here.push(other.writes('Mallory', adds(name)), other.writes(name, lamp));
		return other.writes('Mallory', retires(name, null));
	});
	return oneByOne(here, ends);
}

/** One key that said so much is ended. */
function retirement(size: number): number {
	const pen = new Pen('Mallory', adds('Trudy'));
	for (let at = 0; at < size; at++) pen.writes('Trudy', lamp);
	const here = [...pen.written];
	return oneByOne(here, [pen.writes('Mallory', retires('Trudy', null))]);
}

/** One key that said so much is ended ten times, a little sooner each time. */
function sooner(size: number): number {
	const pen = new Pen('Mallory', adds('Trudy'));
	const said = Array.from({ length: size }, () => pen.writes('Trudy', lamp));
	pen.writes('Mallory', retires('Trudy', said.at(-1)!));
	const here = [...pen.written];
	const ends = Array.from({ length: 10 }, (_, at) =>
		pen.writes('Mallory', retires('Trudy', said.at(-2 - at)!))
	);
	return oneByOne(here, ends);
}

costTable('what a stranger may cost', [
	['100 grants more on a link of so many', grants, 20_000],
	['so many revocations on one link', revocations, 40_000],
	[
		'10 keys more below so many in a chain',
		(size) => keys(size, (pen, at) => pen.writes('Alice', adds(`more ${at}`))),
		8_000
	],
	[
		'10 of so many keys in a chain named anew',
		(size) => keys(size, (pen, at) => pen.writes('20', adds(name(2 + at)))),
		8_000
	],
	[
		'10 of so many keys in a chain ended',
		(size) => keys(size, (pen, at) => pen.writes('1', retires(name(size - at), null))),
		8_000
	],
	[
		'10 of them with the largest number there is',
		(size) =>
			keys(size, (pen, at) => pen.writes('1', { ...ended(size - at), last: Number.MAX_SAFE_INTEGER })),
		8_000
	],
	['10 keys ended beside so many grants of others', retirements, 200_000],
	['a key ended that said so much', retirement, 40_000],
	['10 times, such a key ended a little sooner', sooner, 40_000],
	['so many entries under two numbers', numbers, 80_000]
]);
