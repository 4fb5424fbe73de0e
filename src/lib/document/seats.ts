import type { EntryDraft } from '../domain/entry';
import type { KeyBook } from '../domain/keys';
import type { KeyId, OrganizationId } from '../domain/facts';
import { toBase64Url } from './base64url';
import type { KeptFor, Keys, Signer } from './keys';
import { detailOf, LedgerError } from './ledger-error';
import { shortestPassphrase } from './passphrase';
import { presenceBytes, type Challenged, type PresenceProof } from './presence-proof';

/** The keys of this browser in one workspace, seen with what the entries say about keys. */
export class Seats {
	readonly #keys: Keys;
	readonly #book: KeyBook;
	/** Being made: whoever asks meanwhile gets the same. */
	readonly #asked = new Map<OrganizationId, Promise<KeyId>>();

	constructor(keys: Keys, book: KeyBook) {
		this.#keys = keys;
		this.#book = book;
	}

	/** One for each organization that this browser can act for: the newest of its keys here that acts. */
	async held(): Promise<KeptFor[]> {
		const newest = new Map<OrganizationId, KeyId>();
		for (const { organization, key } of await this.#keys.kept())
			if (this.#book.acts(organization, key)) newest.set(organization, key);
		return [...newest].map(([organization, key]) => ({ organization, key }));
	}

	/**
	 * The key that acts, or that is to be asked a seat for: kept before it is told to anybody. A key that was named
	 * before and speaks no longer is done with.
	 */
	seatKey(organization: OrganizationId): Promise<KeyId> {
		const asked =
			this.#asked.get(organization) ??
			this.#findOrMake(organization).finally(() => this.#asked.delete(organization));
		this.#asked.set(organization, asked);
		return asked;
	}

	async #findOrMake(organization: OrganizationId): Promise<KeyId> {
		let signer = await this.#usable(organization);
		if (!signer) {
			const made = await this.#keys.make();
			await made.keep(organization);
			signer = made.signer;
		}
		try {
			await this.#keys.stored();
		} catch (error) {
			throw new LedgerError('not-stored', detailOf(error));
		}
		return signer.key;
	}

	/** Signs a challenge with the key that `seatKey` would name. */
	async prove(about: Challenged): Promise<PresenceProof> {
		const signer = await this.#usable(about.organization);
		if (!signer) throw new LedgerError('no-key', about.organization);
		const signature = toBase64Url(await signer.sign(bytesOf(about)));
		return { key: signer.key, signature };
	}

	/** Rejects with a LedgerError: malformed (too short), locked (there is one already). */
	async lock(passphrase: string): Promise<void> {
		if (passphrase.length < shortestPassphrase) throw new LedgerError('malformed', 'a short passphrase');
		await this.#keys.lock(passphrase);
	}

	/**
	 * For each organization that a key under no passphrase acts for: a new key, and the entry by which the old one adds
	 * it and ends. Other such keys never spoke, or speak no longer.
	 */
	async moves(): Promise<{ drafts: EntryDraft[]; old: KeptFor[] }> {
		const old = await this.#keys.unwrapped();
		const acting = new Map<OrganizationId, KeyId>();
		for (const { organization, key } of old)
			if (this.#book.acts(organization, key)) acting.set(organization, key);
		const action = crypto.randomUUID();
		const drafts: EntryDraft[] = [];
		for (const [organization, key] of acting) {
			const made = await this.#keys.make();
			await made.keep(organization);
			const { seq, id } = this.#book.head(organization, key) ?? { seq: 0, id: '' };
			drafts.push({
				...{ organization, at: Date.now(), action, command: 'add-key' },
				facts: [
					{
						table: 'keys',
						key: made.signer.key,
						name: this.#book.record(organization, key)?.name ?? ''
					},
					{ table: 'key-retirements', key, last: seq, head: id }
				]
			});
		}
		return { drafts, old };
	}

	async #usable(organization: OrganizationId): Promise<Signer | null> {
		const acting = await this.#keys.signerOf(organization, (key) => this.#book.acts(organization, key));
		return acting ?? this.#keys.signerOf(organization, (key) => !this.#book.isKnown(organization, key));
	}
}

function bytesOf(about: Challenged) {
	try {
		return presenceBytes(about);
	} catch (error) {
		throw new LedgerError('malformed', detailOf(error));
	}
}
