import type { OrganizationId, ProductId } from '../domain/facts';
import type { Field } from '$lib/domain/merge/field';
import { type Kind, kindOf } from '$lib/domain/permissions/permissions';
import type { Order, Work } from '../domain/records';
import { isPartnerOf } from '../domain/partners';
import { type GrantRecord, partnershipBetween, type Snapshot } from '../domain/snapshot';
import { folded, foldedAccount } from '$lib/domain/text/text';
import type { Language } from './words';

/**
 * The cast and the products of a scenario, found again in a workspace by account and PID, which people may change,
 * and what was done between them. What was done once stays done, whatever was done after it.
 */
export class Found {
	constructor(
		readonly snapshot: Snapshot,
		/** The language that names are written in. */
		readonly language: Language,
		/** When the story is written, in milliseconds since 1970. */
		readonly now: number
	) {}

	organization(account: string): OrganizationId | undefined {
		return first(this.snapshot.organizationsByAccount.get(foldedAccount(account)));
	}

	product(pid: string): ProductId | undefined {
		return first(this.snapshot.productsByPid.get(folded(pid)));
	}

	/** While a scenario is written nothing is missing; it would be a mistake in the scenario. */
	theOrganization(account: string): OrganizationId {
		return there(this.organization(account), account);
	}

	theProduct(pid: string): ProductId {
		return there(this.product(pid), pid);
	}

	isPartner(owner: OrganizationId, partner: OrganizationId): boolean {
		return isPartnerOf(this.snapshot, owner, partner);
	}

	/** The owner has added the partner, ever. */
	hasAdded(owner: string, partner: string): boolean {
		const [from, to] = [this.organization(owner), this.organization(partner)];
		if (from === undefined || to === undefined) return false;
		return (partnershipBetween(this.snapshot, from, to)?.records.size ?? 0) > 0;
	}

	/** The grantor has granted something of a kind, ever. */
	hasGranted(grantor: string, grantee: string, kind: Kind): boolean {
		return this.#grants(grantor, grantee).some(({ permission }) => kindOf(permission) === kind);
	}

	/** The grantor has let the grantee pass something of a kind on, ever. */
	hasLetPassOn(grantor: string, grantee: string, kind: Kind): boolean {
		return this.#flags(grantor, grantee, kind).some((flag) => flag.some(({ value }) => value));
	}

	/** The grantor has taken that back, ever; revoking what could be passed on does, too. */
	hasTakenBack(grantor: string, grantee: string, kind: Kind): boolean {
		return this.#grants(grantor, grantee).some(({ id, permission, standing }) => {
			const flag = kindOf(permission) === kind ? (this.snapshot.flags.get(id) ?? []) : [];
			const given = flag.findIndex(({ value }) => value);
			return given >= 0 && (!standing || flag.slice(given).some(({ value }) => !value));
		});
	}

	/** The grantor has revoked something from the grantee, ever. */
	hasRevoked(grantor: string, grantee: string): boolean {
		return this.#grants(grantor, grantee).some(({ standing }) => !standing);
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

	/** Whether each grant of the kind may be passed on. */
	#flags(grantor: string, grantee: string, kind: Kind): Field<boolean>[] {
		return this.#grants(grantor, grantee)
			.filter(({ permission }) => kindOf(permission) === kind)
			.map(({ id }) => this.snapshot.flags.get(id) ?? []);
	}

	/** Everything that one has granted the other, revoked or not. */
	#grants(grantor: string, grantee: string): GrantRecord[] {
		const [from, to] = [this.organization(grantor), this.organization(grantee)];
		return [...this.snapshot.grants.values()].filter(
			({ grantor, grantee }) => grantor === from && grantee === to
		);
	}
}

const first = <T>(ids: ReadonlySet<T> | undefined): T | undefined => ids?.values().next().value;

function there<T>(id: T | undefined, name: string): T {
	if (id === undefined) throw new Error(`the scenario does not have ${name}`);
	return id;
}
