import type { OrganizationId } from '$lib/domain/facts';
import type { Keys } from './keys';
import { LedgerError } from '../ledger/ledger-error';
import type { HeldKey } from '../ledger/api';
import type { Seats } from './signing-keys';
import type { SignedEntry } from '../signing/sign-draft';
import type { Storage } from '../storage/api';

interface Parts {
	workspace: string;
	keys: Keys;
	seats: Seats;
	storage: Pick<Storage, 'stored'>;
	/** Alone among the tabs of this browser. */
	exclusively: <T>(body: () => Promise<T>) => Promise<T>;
	/** Adds what is signed to the ledger, under the lock of all tabs. */
	append: (sign: () => Promise<SignedEntry[]>) => Promise<void>;
}

/** How the keys of this browser hand over to new ones: where they are renewed, or put under a passphrase. */
export class KeyHandover {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	async lock(passphrase: string): Promise<void> {
		const { exclusively, seats } = this.#parts;
		await exclusively(() => seats.lock(passphrase));
		await this.#moveKeys();
	}

	/** @param mayWrite whether putting them under the passphrase, where it was interrupted, can be gone on with */
	async unlock(passphrase: string, mayWrite: boolean): Promise<boolean> {
		const { keys } = this.#parts;
		if (!(await keys.unlock(passphrase))) return false;
		if (mayWrite && (await keys.lockState()) === 'unlocked') await this.#moveKeys();
		return true;
	}

	/** Rejects with a LedgerError: no-key. */
	async renew(organization: OrganizationId): Promise<void> {
		const key = (await this.#parts.seats.held()).find((each) => each.organization === organization);
		if (!key) throw new LedgerError('no-key', organization);
		await this.#handOver([key]);
	}

	/** The keys under no passphrase hand over to new ones, and go once that is stored. */
	async #moveKeys(): Promise<void> {
		const { acting, all } = await this.#parts.seats.bare();
		await this.#handOver(acting, all);
	}

	/** Keys hand over to new ones; `old`, those among them, go once that is stored. */
	async #handOver(handing: HeldKey[], old = handing): Promise<void> {
		const { workspace, keys, seats, storage, append } = this.#parts;
		if (handing.length > 0) await append(() => seats.handOver(handing, workspace));
		await keys.stored();
		await storage.stored();
		await keys.forget(old);
	}
}
