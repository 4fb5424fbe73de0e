/** What is trusted is taken in while it is read, before the document has it. */
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/lib/domain/entry';
import { entryToText } from '../../../src/lib/document/entries/codec';
import { memoryStorage } from '../../../src/lib/document/ledger/in-memory';
import type { Storage } from '../../../src/lib/document/storage/api';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { draft, memoryLedger, named, renamed } from '../helpers';

type Text = [id: string, text: string];

async function written(): Promise<Text[]> {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const rest = await ledger.append([draft(alice!.id, renamed('Alicia')), draft(alice!.id, renamed('Al'))]);
	return [alice!, ...rest].map((entry) => [entry.id, entryToText(entry)]);
}

/** A storage that has these, read ahead of the document as far as `ahead` says, and fills it when it may. */
const readAhead = (texts: Text[], ahead: Text[], mayFill: Promise<void>): Storage => ({
	...memoryStorage(),
	async open(document, _trust, _progress, take) {
		await take({ texts: () => ahead, done: 1, isWhole: ahead.length === texts.length });
		await mayFill;
		await document.apply(updateOf(texts), 'storage');
		return { quarantined: [], sealed: new Map(), unsealed: [], readOnly: false, isSealed: true };
	}
});

function opening(texts: Text[], ahead = texts) {
	let fill = (): void => undefined;
	const mayFill = new Promise<void>((resolve) => (fill = resolve));
	const { ledger } = memoryLedger({ storage: readAhead(texts, ahead, mayFill) });
	const delivered: string[] = [];
	ledger.onEntries((entries: Entry[]) => delivered.push(...entries.map(({ id }) => id)));
	return { ledger, delivered, fill };
}

test('all of it is delivered before the document is filled, once, each behind what it rests on', async () => {
	const texts = await written();
	const { ledger, delivered, fill } = opening(texts, texts.toReversed());
	let isOpen = false;
	void ledger.opened.then(() => (isOpen = true));
	await ledger.allDelivered;
	const ids = texts.map(([id]) => id);
	expect(delivered).toEqual(ids);
	expect(isOpen).toBe(false);
	fill();
	expect(await ledger.opened).toMatchObject({ entries: 3, unreadable: [], setAside: 0 });
	expect(delivered).toEqual(ids);
	await ledger.append([draft(null, named('Bob'))]);
	expect(delivered).toHaveLength(4);
});

test('what could not be taken ahead is read from the document', async () => {
	const texts = await written();
	const newer: Text = [texts[2]![0], texts[2]![1].replace('"v":2', '"v":3')];
	const stored = [texts[0]!, texts[1]!, newer];
	for (const ahead of [[], [texts[0]!], stored]) {
		const { ledger, delivered, fill } = opening(stored, ahead);
		setTimeout(fill);
		await ledger.allDelivered;
		expect(delivered, 'before anybody hears that it is all').toEqual([texts[0]![0], texts[1]![0]]);
		expect(await ledger.opened).toMatchObject({ entries: 2, setAside: 1, unreadable: [] });
		expect(delivered).toEqual([texts[0]![0], texts[1]![0]]);
	}
});
