import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '$lib/document/entries/base64url';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, KeyId } from '../domain/facts';
import { type Fork, type Gap, KeyChain } from '$lib/domain/keys/key-chain';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Heads } from './api';

/** Every key's chain, in whatever order the entries come. */
export class KeyChains {
	readonly #chains = new Map<KeyId, KeyChain>();
	readonly #withGaps = new Set<KeyChain>();
	readonly #withForks = new Set<KeyChain>();
	readonly #entryOf: (id: EntryId) => Entry | undefined;

	/** @param entryOf finds any entry that is here, those that are yet to be added among them */
	constructor(entryOf: (id: EntryId) => Entry | undefined) {
		this.#entryOf = entryOf;
	}

	add(entry: Entry): void {
		const chain = getOrInsertComputed(
			this.#chains,
			entry.key,
			() => new KeyChain(entry.key, authorOf(entry), this.#entryOf)
		);
		chain.add(entry);
		if (chain.hasGaps) this.#withGaps.add(chain);
		else this.#withGaps.delete(chain);
		if (chain.hasForks) this.#withForks.add(chain);
	}

	of(key: KeyId): KeyChain | undefined {
		return this.#chains.get(key);
	}

	all(): Iterable<KeyChain> {
		return this.#chains.values();
	}

	/** Cost: these, however many keys there are. */
	gaps(most: number): Gap[] {
		return first(most, this.#withGaps, (chain) => chain.gaps());
	}

	/** Cost: these, however many keys there are. */
	forks(most: number): Fork[] {
		return first(most, this.#withForks, (chain) => chain.forks());
	}
}

/** The heads of these chains, as they are sent to others; of two chains with one key, that of the latter. */
export function headsOf(...all: Iterable<KeyChain>[]): Heads {
	const heads = Object.create(null) as Heads;
	for (const chains of all) for (const chain of chains) heads[chain.key] = chain.digest(hashOfText);
	return heads;
}

export const hashOfText = (text: string): string => toBase64Url(sha256(new TextEncoder().encode(text)));

function first<T>(most: number, chains: Iterable<KeyChain>, select: (chain: KeyChain) => Iterable<T>): T[] {
	const list: T[] = [];
	for (const chain of chains)
		for (const each of select(chain)) {
			if (list.length === most) return list;
			list.push(each);
		}
	return list;
}
