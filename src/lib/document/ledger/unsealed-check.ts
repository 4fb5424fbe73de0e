import type { EntryId } from '$lib/domain/facts';
import type { Checks } from './api';
import { timeSlices } from '../time-slices';
import type { Storage, UnsealedRow } from '../storage/api';
import { faultText, notPlain, type EntryCheck } from './verdict';

/** So many texts are checked before it is kept how far that is. */
const keptEvery = 250;

interface UnsealedCheckParts {
	rows: UnsealedRow[];
	/** The texts of entries that are not trusted yet. */
	unchecked: ReadonlyMap<EntryId, string>;
	check: EntryCheck;
	storage: Pick<Storage, 'checkedOf' | 'keepCheck'>;
	/** Called with each text that has passed. */
	passed: (id: EntryId, text: string) => void;
	progress: (checks: Checks) => void;
	isClosed: () => boolean;
}

/**
 * Checks what was stored without a seal while everything is open already: in slices, and going on where an earlier
 * opening, or another tab, has stopped. A row is sealed or set aside as it is done.
 */
export class UnsealedCheck {
	readonly #parts: UnsealedCheckParts;
	readonly #slices = timeSlices('idle');
	readonly #total: number;
	/** The ids of entries, and the keys of rows that do something else than set texts. */
	readonly #failed = new Set<EntryId | number>();
	#done = 0;

	constructor(parts: UnsealedCheckParts) {
		this.#parts = parts;
		this.#total = parts.rows.reduce((sum, { texts }) => sum + texts.length, 0);
	}

	/** Never rejects. */
	async run(): Promise<void> {
		const { rows, unchecked, passed, isClosed } = this.#parts;
		for (const row of rows.splice(0)) if (!isClosed()) await this.#checkRow(row);
		// Of what came by no row that was read, only the document knows.
		for (const [id, text] of [...unchecked]) {
			if (isClosed()) return;
			if ((await this.#check(id, text)) === 'good') passed(id, text);
			else this.#failed.add(id);
		}
		this.#report();
	}

	async #checkRow(row: UnsealedRow): Promise<void> {
		const { storage, isClosed, passed } = this.#parts;
		const { checked, hasUnread: hadUnread } = await storage.checkedOf(row);
		const before = checked === 'all' ? row.texts.length : checked;
		const good: UnsealedRow['texts'] = [];
		let fault = row.isPlain ? null : faultText(notPlain);
		const failed: (EntryId | number)[] = row.isPlain ? [] : [row.key];
		let hasUnread = hadUnread;
		for (const [at, [id, text]] of row.texts.entries()) {
			const verdict = at < before ? 'good' : await this.#check(id, text);
			// A row that is looked at again is looked at from where this was kept.
			if (isClosed()) return;
			if (verdict === 'good') {
				good.push([id, text]);
				passed(id, text);
			} else if (verdict === 'unread') hasUnread = true;
			else {
				fault ??= faultText(verdict);
				failed.push(id);
			}
			this.#done += 1;
			const isDue = at >= before && (at + 1) % keptEvery === 0;
			if (isDue && fault === null) await storage.keepCheck(row, { checked: at + 1, hasUnread });
		}
		if (fault !== null) {
			await storage.keepCheck(row, { fault, good });
			// Not before it is set aside: whoever hears of it opens the workspace anew.
			for (const each of failed) this.#failed.add(each);
			this.#report();
		} else if (checked !== 'all')
			await storage.keepCheck(row, { checked: hasUnread ? row.texts.length : 'all', hasUnread });
	}

	async #check(id: EntryId, text: string) {
		if (this.#slices.due()) {
			this.#report();
			await this.#slices.take();
		}
		return this.#parts.check(id, text);
	}

	#report(): void {
		this.#parts.progress({ done: this.#done, total: this.#total, failed: this.#failed.size });
	}
}
