import { entryToText } from '$lib/document/entries/codec';
import { authorOf, type Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { introducedBy } from '../domain/introductions';
import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import { fits, nothing, plus, without, type Amount } from './judge-strangers';
import { KnownOrganizations } from './known-organizations';

/** Of the organizations that are in: which are known, and how much there is of the others. */
export class AdmittedOrganizations {
	readonly #keys: Pick<KeyRegistry, 'authorityOf'>;
	readonly #known: KnownOrganizations;
	/** Entries of known ones that would introduce others and do not count: as yet, or any more. */
	readonly #uncounted = new Set<Entry>();
	/** What is in of each that nobody here knows. */
	readonly #strangers = new Map<OrganizationId, Amount>();

	/** @param onKnown called with each organization once, when it becomes known */
	constructor(
		keys: Pick<KeyRegistry, 'authorityOf'>,
		onKnown: (organization: OrganizationId) => void = () => undefined
	) {
		this.#keys = keys;
		this.#known = new KnownOrganizations((organization) => {
			this.#strangers.delete(organization);
			onKnown(organization);
		});
	}

	knows(organization: OrganizationId): boolean {
		return this.#known.has(organization);
	}

	/** Whether nobody is known yet. */
	get isEmpty(): boolean {
		return this.#known.isEmpty;
	}

	/** Whether something is in of an organization that is not known. */
	has(organization: OrganizationId): boolean {
		return this.#strangers.has(organization);
	}

	/** What is in of all that are not known. */
	get ofStrangers(): Amount {
		return [...this.#strangers.values()].reduce(plus, nothing);
	}

	know(organization: OrganizationId): void {
		this.#known.know(organization);
	}

	/** Entries that were delivered. Cost: their facts. */
	learn(entries: readonly Entry[]): void {
		for (const entry of entries) {
			const author = authorOf(entry);
			const isKnown = this.#known.has(author);
			if (!isKnown) {
				this.#known.add(entry);
				this.#count(author, entry);
			} else if (introduces(entry)) this.#follow(entry);
		}
	}

	/** To be called with entries that may count differently than they did. Cost: the facts of those that count now. */
	learnAgain(recounted: readonly Entry[]): void {
		for (const entry of recounted) if (this.#uncounted.delete(entry)) this.#follow(entry);
	}

	/** Those that are not known and for which there is no room, the earliest first. */
	beyond(room: Amount): OrganizationId[] {
		const beyond: OrganizationId[] = [];
		for (const [organization, amount] of this.#strangers) {
			if (fits(amount, room)) room = without(room, amount);
			else beyond.push(organization);
		}
		return beyond;
	}

	#follow(entry: Entry): void {
		if (this.#keys.authorityOf(entry) === 'all') this.#known.add(entry);
		else this.#uncounted.add(entry);
	}

	#count(author: OrganizationId, entry: Entry): void {
		const { organizations, entries, length } = this.#strangers.get(author) ?? {
			...nothing,
			organizations: 1
		};
		const more = entryToText(entry).length;
		this.#strangers.set(author, { organizations, entries: entries + 1, length: length + more });
	}
}

const introduces = (entry: Entry): boolean => !introducedBy(entry).next().done;
