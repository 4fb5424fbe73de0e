import type { Fact, OrganizationId } from '$lib/domain/facts';
import { isPartnerDeletionWaiting } from '$lib/domain/deletion/deletion';
import { isPartner } from '$lib/domain/partners';
import type { Owned } from '$lib/domain/records';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import type { CommandOf } from './command';
import { organizationsWithAccount } from './organizations';
import { productsWithPid } from './products';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { hasSerial } from './work';

type Withdraw = CommandOf<'withdraw-deletion'>;

/**
 * Withdraws the deletion of a record of the actor's own, whether it waits or took effect (docs/rules.md, Deletion).
 * Refuses `no-deletion-waiting` where there is none, `not-own-record`, and, where it took effect, `account-taken`,
 * `pid-taken` or `serial-taken` for what has been taken since.
 */
export function withdrawDeletion(snapshot: Snapshot, actor: OrganizationId, command: Withdraw): Decision {
	const records = recordsOf(snapshot, actor, command);
	const tombstones = records.flatMap((record) => [...record.tombstones]);
	if (tombstones.length === 0) return refuse({ code: 'no-deletion-waiting' });
	if (records.some(({ owner }) => owner !== actor)) return refuse({ code: 'not-own-record' });
	const refusal = whatIsInTheWay(snapshot, command);
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

/** What has been taken since the deletion took effect. While a deletion waits, nothing can be. */
function whatIsInTheWay(snapshot: Snapshot, { of, id }: Withdraw): Refusal | undefined {
	if (of === 'organization') {
		const { account, deleted } = snapshot.organizations.get(id)!;
		const organizations = deleted ? organizationsWithAccount(snapshot, account, id) : [];
		return organizations.length > 0 ? { code: 'account-taken', account, organizations } : undefined;
	}
	if (of === 'product') {
		const { pid, deleted } = snapshot.products.get(id)!;
		const products = deleted ? productsWithPid(snapshot, pid, id) : [];
		return products.length > 0 ? { code: 'pid-taken', pid, products } : undefined;
	}
	if (of === 'device') {
		const { product, serial } = snapshot.devices.get(id)!;
		const devices = snapshot.products.get(product)!.devices.values();
		return hasSerial(devices, serial, id) ? { code: 'serial-taken', serial } : undefined;
	}
	return undefined;
}
