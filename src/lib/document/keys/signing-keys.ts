import type { EntryDraft } from '$lib/domain/entry';
import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { toBase64Url } from '../entries/base64url';
import { ChainTips } from '../signing/chain-tips';
import type { OwnKey, Keys, Signer } from './keys';
import { detailOf, LedgerError } from '../ledger/ledger-error';
import { shortestPassphrase } from './passphrase';
import { presenceBytes, type Challenged, type PresenceProof } from './presence-proof';
import { signAs, type SignedEntry } from '../signing/sign-draft';

/** This browser's keys in one workspace, and which of them act by what the entries say. */
export class SigningKeys {
	readonly #keys: Keys;
	readonly #registry: KeyRegistry;
	readonly #settle: (organizations: OrganizationId[]) => Promise<void>;
	/** Keys being made: whoever asks meanwhile gets the same one. */
	readonly #beingMade = new Map<OrganizationId, Promise<KeyId>>();

	/** @param settle resolves when it is worked out which keys of these organizations act by all entries that are here */
	constructor(keys: Keys, registry: KeyRegistry, settle: (organizations: OrganizationId[]) => Promise<void>) {
		this.#keys = keys;
		this.#registry = registry;
		this.#settle = settle;
	}

	/** One for each organization that this browser can act for: the newest of its keys here that acts. */
	async held(): Promise<OwnKey[]> {
		const newest = new Map<OrganizationId, KeyId>();
		const own = await this.#keys.ownKeys();
		await this.#settle(own.map(({ organization }) => organization));
		for (const { organization, key } of own)
			if (this.#registry.acts(organization, key)) newest.set(organization, key);
		return [...newest].map(([organization, key]) => ({ organization, key }));
	}

	/**
	 * The key that acts or, where none does, the one to be added by the organization: stored before anybody learns of it.
	 * A key that was named before and acts no longer is not used again.
	 */
	memberKey(organization: OrganizationId): Promise<KeyId> {
		const making =
			this.#beingMade.get(organization) ??
			this.#findOrMake(organization).finally(() => this.#beingMade.delete(organization));
		this.#beingMade.set(organization, making);
		return making;
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

	/** Signs a challenge with the key that `memberKey` would name. */
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

	/** The keys that are under no passphrase, and those of them that act. */
	async unwrapped(): Promise<{ acting: OwnKey[]; all: OwnKey[] }> {
		const all = await this.#keys.unwrapped();
		await this.#settle(all.map(({ organization }) => organization));
		const acting = new Map<OrganizationId, KeyId>();
		for (const { organization, key } of all)
			if (this.#registry.acts(organization, key)) acting.set(organization, key);
		return { acting: [...acting].map(([organization, key]) => ({ organization, key })), all };
	}

	/**
	 * The entries by which keys that act add a new key each, and end. One that was copied, and has signed on two ways,
	 * ends on both, so that what it signed on either counts.
	 * Rejects with a LedgerError: no-key, locked, no-signing.
	 */
	async rotate(keys: OwnKey[], workspace: string): Promise<SignedEntry[]> {
		const action = crypto.randomUUID();
		const signed: SignedEntry[] = [];
		for (const { organization, key } of keys) {
			const signer = await this.#keys.signerOf(organization, (each) => each === key);
			if (!signer) throw new LedgerError('no-key', organization);
			const made = await this.#keys.make();
			await made.keep(organization);
			const added = {
				table: 'keys' as const,
				key: made.signer.key,
				name: this.#registry.record(organization, key)?.name ?? ''
			};
			const ends = this.#registry.chainOf(organization, key).ends();
			for (const [index, end] of (ends.length > 0 ? ends : [undefined]).entries()) {
				const tips = new ChainTips();
				if (end) tips.add(end);
				const ended = {
					...{ table: 'key-retirements' as const, key },
					...{ last: end?.seq ?? 0, head: end?.id ?? ('' as const) }
				};
				const draft: EntryDraft = {
					// The new key has no name yet that another one could come after.
					...{ organization, stamp: 1, at: Date.now(), action, command: 'add-key' },
					facts: index === 0 ? [added, ended] : [ended]
				};
				signed.push(await signAs(signer, draft, { workspace, tips }));
			}
		}
		return signed;
	}

	async #usable(organization: OrganizationId): Promise<Signer | null> {
		await this.#settle([organization]);
		const acting = await this.#keys.signerOf(organization, (key) => this.#registry.acts(organization, key));
		return acting ?? this.#keys.signerOf(organization, (key) => !this.#registry.isKnown(organization, key));
	}
}

function bytesOf(about: Challenged) {
	try {
		return presenceBytes(about);
	} catch (error) {
		throw new LedgerError('malformed', detailOf(error));
	}
}
