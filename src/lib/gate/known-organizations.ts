import { authorOf, type Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { introducedBy } from '../domain/introductions';

/**
 * Which organizations are known in this browser: those that it acts for or a person let in, and whomever a known one
 * introduced. Grows with what comes in: each introduction is followed once, in whatever order they come.
 */
export class KnownOrganizations {
	readonly #known = new Set<OrganizationId>();
	/** Whom those vouch for who are not known themselves. */
	readonly #vouched = new Map<OrganizationId, Set<OrganizationId>>();

	/** @param onKnown called with each organization once, when it becomes known */
	constructor(readonly onKnown: (organization: OrganizationId) => void = () => undefined) {}

	has(organization: OrganizationId): boolean {
		return this.#known.has(organization);
	}

	/** Whether nobody is known yet: this browser acts for nobody, and nobody was let in. */
	get isEmpty(): boolean {
		return this.#known.size === 0;
	}

	/** Cost: the facts of the entry, and what it makes known. */
	add(entry: Entry): void {
		const author = authorOf(entry);
		for (const named of introducedBy(entry)) {
			if (this.#known.has(author)) this.know(named);
			else {
				const vouched = this.#vouched.get(author);
				if (vouched) vouched.add(named);
				else this.#vouched.set(author, new Set([named]));
			}
		}
	}

	/** This one is known, and so is everybody whom it introduced, and so on. */
	know(organization: OrganizationId): void {
		const way = [organization];
		for (let next = way.pop(); next !== undefined; next = way.pop()) {
			if (this.#known.has(next)) continue;
			this.#known.add(next);
			for (const named of this.#vouched.get(next) ?? []) way.push(named);
			this.#vouched.delete(next);
			this.onKnown(next);
		}
	}
}
