import type { OrganizationId, ProductId } from '../domain/facts';
import { dormantPermissions } from '../domain/grant-states';
import type { Kind } from '../domain/permissions';
import type { Link, Order, Partnership, Work } from '../domain/records';
import { isPartner } from '../domain/partners';
import { linkBetween, normalise, partnershipBetween, type Snapshot } from '../domain/snapshot';
import type { Language } from './words';

/** The cast and the products of a scenario, found again in a workspace by account and PID, which people may change. */
export class Found {
	constructor(
		readonly snapshot: Snapshot,
		/** The language that names are written in. */
		readonly language: Language,
		/** When the story is written, in milliseconds since 1970. */
		readonly now: number
	) {}

	organization(account: string): OrganizationId | undefined {
		return first(this.snapshot.organizationsByAccount.get(normalise(account)));
	}

	product(pid: string): ProductId | undefined {
		return first(this.snapshot.productsByPid.get(normalise(pid)));
	}

	/** While a scenario is written nothing is missing; it would be a mistake in the scenario. */
	theOrganization(account: string): OrganizationId {
		return there(this.organization(account), account);
	}

	theProduct(pid: string): ProductId {
		return there(this.product(pid), pid);
	}

	link(grantor: string, grantee: string, pid: string): Link | undefined {
		const [from, to, product] = [this.organization(grantor), this.organization(grantee), this.product(pid)];
		if (from === undefined || to === undefined || product === undefined) return undefined;
		return linkBetween(this.snapshot, from, to, product);
	}

	/** The partnership, while it is there. */
	partnership(owner: string, partner: string): Partnership | undefined {
		const [from, to] = [this.organization(owner), this.organization(partner)];
		if (from === undefined || to === undefined || !this.isPartner(from, to)) return undefined;
		return partnershipBetween(this.snapshot, from, to);
	}

	isPartner(owner: OrganizationId, partner: OrganizationId): boolean {
		const partnership = partnershipBetween(this.snapshot, owner, partner);
		return partnership !== undefined && isPartner(partnership);
	}

	/** The grantee may pass something on that the grantor authorized. */
	mayPassOn(grantor: string, grantee: string, kind: Kind): boolean {
		return this.#links(grantor, grantee).some(({ thirdParty }) => thirdParty.has(kind));
	}

	/** Something that the grantor passed on is dormant. */
	hasDormant(grantor: string, grantee: string): boolean {
		return this.#links(grantor, grantee).some(
			(link) => dormantPermissions(this.snapshot.products.get(link.product)!, link) !== 0
		);
	}

	/** The grantor has revoked something from the grantee, ever. */
	hasRevoked(grantor: string, grantee: string): boolean {
		const [from, to] = [this.organization(grantor), this.organization(grantee)];
		return [...this.snapshot.grants.values()].some(
			({ standing, link }) => !standing && link.grantor === from && link.grantee === to
		);
	}

	ordersBy(account: string): Order[] {
		const owner = this.organization(account);
		return [...this.snapshot.orders.values()].filter((order) => order.owner === owner);
	}

	/** Work entries that were not retracted. */
	workBy(account: string): Work[] {
		const owner = this.organization(account);
		return [...this.snapshot.work.values()].filter(
			(work) => work.owner === owner && work.tombstones.size === 0
		);
	}

	/** The product has devices that have logged something. */
	hasLogs(pid: string): boolean {
		const product = this.product(pid);
		const devices = product === undefined ? undefined : this.snapshot.products.get(product)?.devices.values();
		return [...(devices ?? [])].some(({ logs }) => logs.size > 0);
	}

	#links(grantor: string, grantee: string): Link[] {
		return [...(this.partnership(grantor, grantee)?.authorized.values() ?? [])];
	}
}

const first = <T>(ids: ReadonlySet<T> | undefined): T | undefined => ids?.values().next().value;

function there<T>(id: T | undefined, name: string): T {
	if (id === undefined) throw new Error(`the scenario does not have ${name}`);
	return id;
}
