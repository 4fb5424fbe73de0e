import type { Fact, OrganizationId } from '../domain/facts';
import { isPartner, isPartnerDeletionWaiting } from '../domain/partners';
import type { Owned } from '../domain/records';
import { partnershipBetween, type Snapshot } from '../domain/snapshot';
import type { CommandOf } from './command';
import { organizationsWithAccount } from './organizations';
import { productsWithPid } from './products';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { hasSerial } from './work';

type Withdraw = CommandOf<'withdraw-deletion'>;

/**
 * Takes a deletion back. Where it waits, that is all; where it took effect the record comes back as it was, so it is
 * refused as adding would be: when its account, PID or serial has been taken since, or what it needs is gone.
 */
export function withdrawDeletion(snapshot: Snapshot, actor: OrganizationId, command: Withdraw): Decision {
	const records = recordsOf(snapshot, actor, command);
	const tombstones = records.flatMap((record) => [...record.tombstones]);
	if (tombstones.length === 0) return refuse({ code: 'no-deletion-waiting' });
	if (records.some(({ owner }) => owner !== actor)) return refuse({ code: 'not-own-record' });
	const refusal = whatIsInTheWay(snapshot, actor, command);
	if (refusal) return refuse(refusal);
	return accept(...tombstones.map((tombstone): Fact => ({ table: 'withdrawals', tombstone })));
}

function recordsOf(snapshot: Snapshot, actor: OrganizationId, { of, id }: Withdraw): Owned[] {
	if (of === 'partner') {
		const partnership = partnershipBetween(snapshot, actor, id);
		if (!partnership || (isPartner(partnership) && !isPartnerDeletionWaiting(partnership))) return [];
		return [...partnership.records.values()];
	}
	const tables = {
		organization: snapshot.organizations,
		product: snapshot.products,
		work: snapshot.work,
		device: snapshot.devices,
		logs: snapshot.logs,
		expectation: snapshot.expectations
	};
	const record = tables[of].get(id);
	return record ? [record] : [];
}

function whatIsInTheWay(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ of, id }: Withdraw
): Refusal | undefined {
	if (of === 'organization') {
		const { account } = snapshot.organizations.get(id)!;
		const organizations = organizationsWithAccount(snapshot, account, id);
		return organizations.length > 0 ? { code: 'account-taken', account, organizations } : undefined;
	}
	if (of === 'product') {
		const { pid, making } = snapshot.products.get(id)!;
		const products = productsWithPid(snapshot, pid, id);
		if (products.length > 0) return { code: 'pid-taken', pid, products };
		return making.maker ? goneOrganization(snapshot, making.maker) : undefined;
	}
	if (of === 'partner') return goneOrganization(snapshot, id);
	if (of === 'device') {
		const { product, serial } = snapshot.devices.get(id)!;
		const devices = snapshot.products.get(product)!.devices.values();
		return hasSerial(devices, serial, id) ? { code: 'serial-taken', serial } : undefined;
	}
	return undefined;
}

function goneOrganization(snapshot: Snapshot, id: OrganizationId): Refusal | undefined {
	const organization = snapshot.organizations.get(id);
	return organization && organization.deleted
		? { code: 'unknown-organization', organization: id }
		: undefined;
}
