import { kindOfRecord } from '$lib/domain/deletion/deletables';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Command } from '../command';
import { changedSince, type UndoException } from './exceptions';

/** The command that withdraws the deletion of a record; `changedSince` where there is no such record any more. */
export function withdrawalOf(snapshot: Snapshot, record: string): Command | UndoException {
	const partner = snapshot.partners.get(record);
	if (partner) return { command: 'withdraw-deletion', of: 'partner', id: partner.partner };
	const of = kindOfRecord(snapshot, record);
	return of ? { command: 'withdraw-deletion', of, id: record } : changedSince;
}

/** The command that deletes a record again; `changedSince` where there is no such record any more. */
export function deletionOf(snapshot: Snapshot, record: string): Command | UndoException {
	const partner = snapshot.partners.get(record);
	if (partner) return { command: 'delete-partner', partner: partner.partner };
	switch (kindOfRecord(snapshot, record)) {
		case 'organization':
			return { command: 'delete-organization' };
		case 'product':
			return { command: 'delete-product', product: record };
		case 'work':
			return { command: 'retract-work', work: record };
		case 'device':
			return { command: 'remove-device', device: record };
		case 'logs':
			return { command: 'remove-logs', logs: record };
		case 'expectation':
			return { command: 'delete-expectation', expectation: record };
		default:
			return changedSince;
	}
}
