import type { OrganizationId } from '$lib/domain/facts';
import type { Organization } from '$lib/domain/records';
import { collatorOf } from '../collation';
import { withItems } from '$lib/domain/algorithms/sorted';

interface Named {
	name: string;
	organization: Organization;
}

/** Organizations by name, kept sorted: comparing names as a language does it is slow, and few of them change. */
export class SortedByName {
	readonly #compare: (a: Named, b: Named) => number;
	#sorted: Named[] = [];
	#names = new Map<OrganizationId, Named>();

	/** @param tag a language tag; the browser's own language without one */
	constructor(tag?: string) {
		const { compare } = collatorOf(tag);
		this.#compare = (a, b) => compare(a.name, b.name) || (a.organization.id < b.organization.id ? -1 : 1);
	}

	/** Those that are not deleted. Cost: a look at each, and sorting in those whose names are others than last time. */
	of(organizations: Iterable<Organization>): readonly Organization[] {
		const standing = Array.from(organizations).filter(({ deleted }) => !deleted);
		if (standing.length !== this.#names.size || !standing.every((each) => this.#isKnown(each)))
			this.#sort(standing);
		return this.#sorted.map(({ organization }) => organization);
	}

	#sort(standing: readonly Organization[]): void {
		const names = new Map<OrganizationId, Named>();
		const fresh: Named[] = [];
		for (const organization of standing) {
			const { id, name } = organization;
			const before = this.#names.get(id);
			const named = before?.name === name ? before : { name, organization };
			if (named !== before) fresh.push(named);
			named.organization = organization;
			names.set(id, named);
		}
		const kept = this.#sorted.filter((each) => names.get(each.organization.id) === each);
		this.#sorted = withItems(kept, fresh.sort(this.#compare), this.#compare);
		this.#names = names;
	}

	#isKnown(organization: Organization): boolean {
		const known = this.#names.get(organization.id);
		return known?.organization === organization && known.name === organization.name;
	}
}
