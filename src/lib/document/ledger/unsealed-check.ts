import type { EntryId } from '$lib/domain/facts';
import type { Checks } from './api';
import { resting } from '../time-slices';
import type { Storage, UnsealedRow } from '../storage/api';
import { faultText, notPlain, type EntryCheck } from './verdict';

/** So many texts are checked before it is kept how far that is. */
const keptEvery = 250;

interface ProvingParts {
	rows: UnsealedRow[];
	/** The texts of entries that are not believed yet. */
	unproven: ReadonlyMap<EntryId, string>;
	judge: EntryCheck;
	storage: Pick<Storage, 'checkedOf' | 'keepCheck'>;
	/** A text is believed. */
	proved: (id: EntryId, text: string) => void;
	tell: (checks: Checks) => void;
	isClosed: () => boolean;
}

/**
 * Checks what was stored without a seal while everything is open already: in slices, and going on where an earlier
 * opening, or another tab, has stopped. A row is sealed or set aside as it is done.
 */
export class UnsealedCheck {
	readonly #parts: ProvingParts;
	readonly #rest = resting('idle');
	readonly #total: number;
	/** The ids of entries, and the keys of rows that do something else than set texts. */
	readonly #failed = new Set<EntryId | number>();
	#done = 0;

	constructor(parts: ProvingParts) {
		this.#parts = parts;
		this.#total = parts.rows.reduce((sum, { texts }) => sum + texts.length, 0);
	}

	/** Never rejects. */
	async run(): Promise<void> {
		const { rows, unproven, proved, isClosed } = this.#parts;
		for (const row of rows.splice(0)) if (!isClosed()) await this.#checkRow(row);
		// Of what came by no row that was read, only the document knows.
		for (const [id, text] of [...unproven]) {
			if (isClosed()) return;
			if ((await this.#judge(id, text)) === 'good') proved(id, text);
			else this.#failed.add(id);
		}
		this.#tell();
	}

	async #checkRow(row: UnsealedRow): Promise<void> {
		const { storage, isClosed, proved } = this.#parts;
		const { checked, hasUnread: hadUnread } = await storage.checkedOf(row);
		const before = checked === 'all' ? row.texts.length : checked;
		const good: UnsealedRow['texts'] = [];
		let fault = row.isPlain ? null : faultText(notPlain);
		const failed: (EntryId | number)[] = row.isPlain ? [] : [row.key];
		let hasUnread = hadUnread;
		for (const [at, [id, text]] of row.texts.entries()) {
			const verdict = at < before ? 'good' : await this.#judge(id, text);
			// A row that is looked at again is looked at from where this was kept.
			if (isClosed()) return;
			if (verdict === 'good') {
				good.push([id, text]);
				proved(id, text);
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
			this.#tell();
		} else if (checked !== 'all')
			await storage.keepCheck(row, { checked: hasUnread ? row.texts.length : 'all', hasUnread });
	}

	async #judge(id: EntryId, text: string) {
		if (this.#rest.due()) {
			this.#tell();
			await this.#rest.take();
		}
		return this.#parts.judge(id, text);
	}

	#tell(): void {
		this.#parts.tell({ done: this.#done, total: this.#total, failed: this.#failed.size });
	}
}
