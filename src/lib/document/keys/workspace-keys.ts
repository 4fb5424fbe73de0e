import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { canonical } from '../entries/canonical';
import { readKeyRows, type KeyRow, type KeyStore, type LockRow, type Secret } from './key-rows';
import { makePair, signerWith, type OwnKey, type Keys, type LockState, type Signer } from './keys';
import { LedgerError } from '../ledger/ledger-error';
import { deriveKey, newDerivation, unwrapPrivateKey, wrapPrivateKey } from './passphrase';

/** The keys of one workspace over the place where they are kept. */
export class WorkspaceKeys implements Keys {
	readonly #workspace: string;
	readonly #store: KeyStore;
	/** Made in this tab, or found before, in the order in which they were made: a key never changes. */
	#rows: KeyRow[] = [];
	/** Those that can sign now. */
	readonly #signers = new Map<KeyId, Signer>();
	/** Not stored yet: a full disk must not keep an organization from being founded, only from being called saved. */
	readonly #unstored = new Set<KeyRow | LockRow>();
	#lock: LockRow | null = null;
	/** What the passphrase stands for, once it was given. */
	#under: CryptoKey | null = null;

	constructor(workspace: string, store: KeyStore) {
		this.#workspace = workspace;
		this.#store = store;
	}

	async make(): Promise<{ signer: Signer; keep(organization: OrganizationId): Promise<void> }> {
		if (!this.#lock) this.#lock = readKeyRows([await this.#store.lock().catch(() => null)]).lock;
		if (this.#lock && !this.#under) throw this.#locked();
		const { key, privateKey, secret } = await this.#newPair();
		const signer = signerWith(key, privateKey);
		return {
			signer,
			keep: async (organization) => {
				const row: KeyRow = { workspace: this.#workspace, organization, key, madeAt: Date.now(), ...secret };
				this.#rows.push(row);
				this.#signers.set(key, signer);
				this.#unstored.add(row);
				await this.stored().catch(() => undefined);
			}
		};
	}

	async signerOf(organization: OrganizationId, may: (key: KeyId) => boolean): Promise<Signer | null> {
		const newest = () => this.#rows.findLast((row) => row.organization === organization && may(row.key));
		if (!newest()) await this.#look();
		const row = newest();
		if (!row) return null;
		// Until the passphrase is given nothing signs, whatever could.
		if (this.#lock && !this.#under) throw this.#locked();
		return this.#signers.get(row.key) ?? this.#signerFor(row);
	}

	async ownKeys(): Promise<OwnKey[]> {
		await this.#look();
		return this.#rows.map(({ organization, key }) => ({ organization, key }));
	}

	async lockState(): Promise<LockState> {
		await this.#look();
		return this.#lock ? (this.#under ? 'unlocked' : 'locked') : 'none';
	}

	async lock(passphrase: string): Promise<void> {
		if ((await this.lockState()) !== 'none') throw this.#locked();
		const derivation = newDerivation();
		const under = await deriveKey(passphrase, derivation);
		const { privateKey } = await makePair({ toBeWrapped: true });
		const lock: LockRow = {
			...{ workspace: this.#workspace, organization: '', key: '', derivation },
			check: await wrapPrivateKey(privateKey, under, this.#about(''))
		};
		await this.#store.put(lock);
		this.#lock = lock;
		this.#under = under;
	}

	async unlock(passphrase: string): Promise<boolean> {
		await this.#look();
		if (!this.#lock) return true;
		const { derivation, check } = this.#lock;
		const under = await deriveKey(passphrase, derivation);
		if (!(await unwrapPrivateKey(check, under, this.#about('')))) return false;
		this.#under = under;
		return true;
	}

	async unwrapped(): Promise<OwnKey[]> {
		await this.#look();
		return this.#rows
			.filter((row) => 'privateKey' in row)
			.map(({ organization, key }) => ({ organization, key }));
	}

	async restore(): Promise<boolean> {
		const { keys, lock } = readKeyRows(await this.#store.all());
		const there = new Set(keys.map(({ key }) => key));
		const isLocked = this.#lock !== null || lock !== null;
		// Where a passphrase was set since, another tab has let the keys go that were under none.
		const mayBe = (row: KeyRow) => 'wrapped' in row || !isLocked;
		const isLost = (row: KeyRow) => !there.has(row.key) && mayBe(row) && !this.#unstored.has(row);
		const lost: (KeyRow | LockRow)[] = this.#rows.filter(isLost);
		if (this.#lock && !lock) lost.unshift(this.#lock);
		for (const row of lost) await this.#store.put(row);
		return lost.length > 0;
	}

	async forget(keys: OwnKey[]): Promise<void> {
		await this.#store.delete(keys);
		const gone = new Set(keys.map(({ key }) => key));
		this.#rows = this.#rows.filter(({ key }) => !gone.has(key));
		for (const key of gone) this.#signers.delete(key);
	}

	async stored(): Promise<void> {
		for (const row of this.#unstored) {
			await this.#store.put(row);
			this.#unstored.delete(row);
		}
	}

	close(): void {
		this.#under = null;
		this.#signers.clear();
	}

	/** Under a passphrase, a key can be copied out for as long as it takes to wrap it. */
	async #newPair(): Promise<{ key: KeyId; privateKey: CryptoKey; secret: Secret }> {
		const under = this.#under;
		const { key, privateKey } = await makePair({ toBeWrapped: under !== null });
		if (!under) return { key, privateKey, secret: { privateKey } };
		const wrapped = await wrapPrivateKey(privateKey, under, this.#about(key));
		const inMemory = await unwrapPrivateKey(wrapped, under, this.#about(key));
		if (!inMemory) throw new LedgerError('no-signing', 'what was wrapped could not be unwrapped');
		return { key, privateKey: inMemory, secret: { wrapped } };
	}

	async #signerFor(row: KeyRow): Promise<Signer | null> {
		const { key } = row;
		const privateKey =
			'privateKey' in row
				? row.privateKey
				: this.#under && (await unwrapPrivateKey(row.wrapped, this.#under, this.#about(key)));
		if (!privateKey) return null;
		const signer = signerWith(key, privateKey);
		this.#signers.set(key, signer);
		return signer;
	}

	/** Another tab may have made more since, or put them under a passphrase. */
	async #look(): Promise<void> {
		const { keys, lock } = readKeyRows(await this.#store.all().catch(() => []));
		const known = new Set(this.#rows.map(({ key }) => key));
		const more = keys.filter(({ key }) => !known.has(key));
		this.#rows = [...this.#rows, ...more].sort((one, other) => one.madeAt - other.madeAt);
		this.#lock ??= lock;
	}

	#about = (key: KeyId): string => canonical({ key, workspace: this.#workspace });

	#locked = (): LedgerError => new LedgerError('locked', this.#workspace);
}
