import type { OrganizationId } from '$lib/domain/facts';
import type { Keys, OwnKey } from './keys';
import { LedgerError } from '../ledger/ledger-error';
import type { SigningKeys } from './signing-keys';
import type { SignedEntry } from '../signing/sign-draft';
import type { Storage } from '../storage/api';

interface Parts {
	workspace: string;
	keys: Keys;
	signing: SigningKeys;
	storage: Pick<Storage, 'stored'>;
	/** Runs the body while no other tab of this browser does such work. */
	exclusively: <T>(body: () => Promise<T>) => Promise<T>;
	/** Signs and adds to the ledger, under the lock of all tabs. */
	append: (sign: () => Promise<SignedEntry[]>) => Promise<void>;
}

/** Replaces this browser's keys by new ones, when they are renewed or put under a passphrase. */
export class KeyRotation {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	async lock(passphrase: string): Promise<void> {
		const { exclusively, signing } = this.#parts;
		await exclusively(() => signing.lock(passphrase));
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
		const key = (await this.#parts.signing.held()).find((each) => each.organization === organization);
		if (!key) throw new LedgerError('no-key', organization);
		await this.#rotate([key]);
	}

	/** Replaces the keys that are under no passphrase, and deletes them once that is stored. */
	async #moveKeys(): Promise<void> {
		const { acting, all } = await this.#parts.signing.unwrapped();
		await this.#rotate(acting, all);
	}

	/** Replaces keys that act by new ones, and deletes the `old` keys once that is stored. */
	async #rotate(handing: OwnKey[], old = handing): Promise<void> {
		const { workspace, keys, signing, storage, append } = this.#parts;
		if (handing.length > 0) await append(() => signing.rotate(handing, workspace));
		await keys.stored();
		await storage.stored();
		await keys.forget(old);
	}
}
