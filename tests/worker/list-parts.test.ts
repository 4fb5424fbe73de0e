/** However long a list is that crosses between threads, no message of it is long. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { timeSlices } from '../../src/lib/document/time-slices';
import type { EntryDraft } from '../../src/lib/domain/entry';
import { draft, named, renamed } from '../document/helpers';
import { behindLine } from './behind';

const longest = (messages: readonly unknown[]): number =>
	Math.max(...messages.map((message) => JSON.stringify(message).length));

/** Characters: a part and its last item, with what surrounds them. */
const most = 400_000;

test('drafts cross in parts, and what has become of them does; all of it is one act', async () => {
	const { ledger, there, toPage, toWorker } = behindLine();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const heard: number[] = [];
	ledger.onEntries((entries) => heard.push(entries.length));
	const kilo = 'A'.repeat(43);
	const drafts: EntryDraft[] = [{ ...draft(null, named('Kilo')), as: kilo }];
	for (let at = 0; at < 2_000; at++)
		drafts.push(draft(at % 2 ? alice!.id : kilo, renamed(`${at} ${'x'.repeat(500)}`)));
	const entries = await ledger.append(drafts);
	expect(entries).toEqual([...there.entries.values()].slice(1));
	expect(entries.map(({ facts }) => facts).slice(1)).toEqual(drafts.slice(1).map(({ facts }) => facts));
	expect(heard.reduce((sum, each) => sum + each)).toBe(drafts.length + 1);
	expect(longest(toWorker)).toBeLessThan(most);
	expect(longest(toPage)).toBeLessThan(most);
});

test('texts that are let in cross in parts, and those that somebody lacks do', async () => {
	const [one, other] = [behindLine(), behindLine()];
	const [alice] = await one.ledger.append([draft(null, named('Alice'))]);
	const renames = Array.from({ length: 1_000 }, (_, at) =>
		draft(alice!.id, renamed(`${at} ${'x'.repeat(900)}`))
	);
	await one.ledger.append(renames);
	const texts = await one.gate.missing(null);
	expect(texts).toHaveLength(1_001);
	expect(texts.join('').length).toBeGreaterThan(2 * most);
	expect(await other.gate.admit(texts, 'a file')).toMatchObject({ added: 1_001 });
	expect([...other.there.entries.keys()]).toEqual([...one.there.entries.keys()]);
	expect(longest(one.toPage)).toBeLessThan(most);
	expect(longest(other.toWorker)).toBeLessThan(most);
});

test('whoever sends a long list has other turns meanwhile', async () => {
	const { gate, toWorker } = behindLine();
	// It takes time to send.
	vi.spyOn(performance, 'now').mockImplementation(() => 1_000 * toWorker.length);
	onTestFinished(() => void vi.restoreAllMocks());
	await gate.heads();
	const admitting = gate.admit(
		Array.from({ length: 40 }, () => 'x'.repeat(100_000)),
		'a file'
	);
	const sent: number[] = [];
	const turns = timeSlices();
	for (let before = toWorker.length; before < 10; before = toWorker.length) {
		await turns.take();
		sent.push(toWorker.length - before);
	}
	expect(Math.max(...sent)).toBeLessThanOrEqual(2);
	expect(await admitting).toMatchObject({ added: 0 });
});
