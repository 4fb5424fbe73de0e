import { allOf, type SmallSet } from '$lib/domain/algorithms/small-set';
import type { Operation, OrganizationId, ProductId } from '../domain/facts';
import { type Kind, kindOf } from '$lib/domain/permissions/permissions';
import { isPartnerOf } from '../domain/partners';
import type { GrantRecord } from '../domain/grants/grant-record';
import { partnershipBetween, type Snapshot } from '../domain/snapshot';
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

	/** The grantor has granted something of a kind on a product, ever. */
	hasGranted(grantor: string, grantee: string, kind: Kind, pid: string): boolean {
		return this.#grants(grantor, grantee, pid).some(({ permission }) => kindOf(permission) === kind);
	}

	/** The grantor has let the grantee pass something of a kind on a product on, ever. */
	hasLetPassOn(grantor: string, grantee: string, kind: Kind, pid: string): boolean {
		return this.#grants(grantor, grantee, pid).some(
			({ flag, permission }) => kindOf(permission) === kind && flag.some(({ value }) => value)
		);
	}

	/** The grantor has taken that back, ever, of a product or of any; revoking what could be passed on does, too. */
	hasTakenBack(grantor: string, grantee: string, kind: Kind, pid?: string): boolean {
		return this.#grants(grantor, grantee, pid).some(({ flag, permission, standing }) => {
			if (kindOf(permission) !== kind) return false;
			const given = flag.findIndex(({ value }) => value);
			return given >= 0 && (!standing || flag.slice(given).some(({ value }) => !value));
		});
	}

	/** The grantor has revoked something on a product, or on any, from the grantee, ever. */
	hasRevoked(grantor: string, grantee: string, pid?: string): boolean {
		return this.#grants(grantor, grantee, pid).some(({ standing }) => !standing);
	}

	/** The organization has placed an order for a product, or for any, with that invoice entity, or with any. */
	hasOrdered(account: string, pid?: string, invoiceTo?: string): boolean {
		const owner = this.organization(account);
		const product = pid === undefined ? undefined : this.product(pid);
		const entity = invoiceTo === undefined ? undefined : this.organization(invoiceTo);
		return [...this.snapshot.orders.values()].some(
			(order) =>
				order.owner === owner &&
				(pid === undefined || order.lines.some((line) => line.product === product)) &&
				(invoiceTo === undefined || order.invoiceEntity === entity)
		);
	}

	/** The organization has done work on a product that it did not retract, in an operation or in any. */
	hasWorked(account: string, pid: string, operation?: Operation): boolean {
		const [owner, product] = [this.organization(account), this.product(pid)];
		return [...this.snapshot.work.values()].some(
			(work) =>
				work.owner === owner &&
				work.product === product &&
				work.tombstones.size === 0 &&
				(operation === undefined || work.operation === operation)
		);
	}

	/** The product has devices that have logged something. */
	hasLogs(pid: string): boolean {
		const product = this.product(pid);
		const devices = product === undefined ? undefined : this.snapshot.products.get(product)?.devices.values();
		return [...(devices ?? [])].some(({ logs }) => logs.size > 0);
	}

	/** Everything that one has granted the other, on a product or on any, revoked or not. */
	#grants(grantor: string, grantee: string, pid?: string): GrantRecord[] {
		const [from, to] = [this.organization(grantor), this.organization(grantee)];
		const about = pid === undefined ? undefined : this.product(pid);
		return [...this.snapshot.grants.values()].filter(
			({ grantor, grantee, product }) =>
				grantor === from && grantee === to && (pid === undefined || product === about)
		);
	}
}

function first(ids: SmallSet<string> | undefined): string | undefined {
	const [id] = allOf(ids);
	return id;
}

function there<T>(id: T | undefined, name: string): T {
	if (id === undefined) throw new Error(`the scenario does not have ${name}`);
	return id;
}
