import { notPlain, type Fault, type EntryCheck } from '../ledger/verdict';
import type { UnsealedRow } from './api';

interface RowVerdict {
	/** The texts that are trusted. */
	good: UnsealedRow['texts'];
	/** What is wrong first; null where nothing is. */
	fault: Fault | null;
	/** Whether some are of a form that could not be read. */
	hasUnread: boolean;
}

/** Judges every text of a row, whatever was checked of it before. */
export async function checkRow(
	{ texts, isPlain }: Pick<UnsealedRow, 'texts' | 'isPlain'>,
	check: EntryCheck
): Promise<RowVerdict> {
	const good: UnsealedRow['texts'] = [];
	let hasUnread = false;
	let fault = isPlain ? null : notPlain;
	for (const [id, text] of texts) {
		const verdict = await check(id, text);
		if (verdict === 'good') good.push([id, text]);
		else if (verdict === 'unread') hasUnread = true;
		else fault ??= verdict;
	}
	return { good, fault, hasUnread };
}
