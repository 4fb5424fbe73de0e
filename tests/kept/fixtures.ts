/** What an app of form 2 kept and sent, as it wrote it. Never made anew: what is there is what people have. */
import { readFileSync } from 'node:fs';
import type { Entry } from '../../src/lib/domain/entry';
import type { Snapshot } from '../../src/lib/domain/snapshot';
import { held } from '../../src/lib/domain/permissions/effective-permissions';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { toList } from '../../src/lib/domain/permissions/standing';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { canonicalEntry, idOf } from '../../src/lib/document/entries/identity';
import { textToEntry } from '../../src/lib/document/entries/codec';
import type { Copy } from '../e2e/stored';
import { permissions } from '../../src/lib/domain/permissions/permissions';

export const fixture = (name: string): string =>
	readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

export const workspace = '6f1d1f0e-5c8a-4b7e-9a53-2f6f0f7f4d21';
export const nova = '1gF8jnBEKt7pJU8-WJMINoGAPSGZ4oFqP8VE3frXu3A';
export const kilo = 'n7tGx5L8O4F0wEnykGnCcHoYn-xk7_saborX0gO8mrU';
export const delta = 'cYTuQ9asFay1DLB2Ki8Sz97umIWrobOGV8T1XA8RzUM';
const products = 'wcxsQhBvJTYEl_Fvnrun-z8XA-mQv6zETS0vbmJrI3g';
export const [lamp, plug, panel] = [`${products}:0`, `${products}:1`, `${products}:3`];
export const recoveryKey = '1PCNMqb76d6eZyv9d8GIwAce6STvc2LQFvkSrAfo0iM';

/** The entries with their ids, as they were told when they were written. */
export const lines = fixture('entries.jsonl')
	.trimEnd()
	.split('\n')
	.map((line) => JSON.parse(line) as { id: string; text: string });

export function readEntry(id: string, text: string): Entry {
	const reading = textToEntry(id, text);
	if ('problem' in reading) throw new Error(`${reading.problem} ${reading.detail}`);
	return reading.entry;
}

/** The entries of a file, which names no ids. */
export const entriesOf = (texts: readonly string[]): Entry[] =>
	texts.map((text) => readEntry(idOf(canonicalEntry(JSON.parse(text) as Entry)), text));

export function foldOf(entries: readonly Entry[]): Snapshot {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, entries);
	return snapshot;
}

/** What Kilo and Delta may do on each product. */
export const standings = (snapshot: Snapshot) =>
	[lamp, plug, panel].map((product) => [kilo, delta].map((each) => toList(held(snapshot, each, product))));

const developing = ['product-development', 'panel-development', 'view-logs'];
const all = [...developing, 'purchase'];
/** Before the last two entries Kilo may not buy the lamp. */
export const standingsBefore = [
	[developing, developing],
	[[], permissions],
	[['purchase'], []]
];
export const standingsAfter = [[all, developing], ...standingsBefore.slice(1)];

/** Everything that a browser kept; bytes are written as base64. */
export const browser = JSON.parse(fixture('browser.json')) as Copy;
export const passphrase = 'correct horse battery staple';

export function rowsOf(database: string, store: string): [key: unknown, value: unknown][] {
	const found = browser.databases.find(({ name }) => name === database);
	return found?.stores.find(({ name }) => name === store)?.rows ?? [];
}
