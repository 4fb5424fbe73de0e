import { dropVersions, withVersion } from '../merge/field';
import type { OrganizationId } from '../facts';
import type { Partnership } from '../records';
import type { Snapshot, Source } from '../snapshot';
import { refreshPartner } from './blockers';
import { addChangeTime, removeChangeTime } from './change-times';
import { concern, type Handlers, factIdOf, newOwned, versionOf } from './handlers';
import { blanks, ownNew, ownOf, writablePart } from './copy-on-write';
import { relationFor } from './relations';

/** States partner records and names, in the partnership of whoever states them. */
export const foldPartners: Handlers<'partners' | 'partner-names'> = {
	partners(folding, fact, source) {
		const { snapshot } = folding;
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		const record = newOwned(source);
		writablePart(snapshot, partnership, 'records').set(record.id, record);
		writablePart(snapshot, partnership, 'undeleted').set(record.id, true);
		refreshPartner(snapshot, partnership);
		addName(snapshot, partnership, fact.name, source);
		snapshot.partners.set(record.id, partnership);
		concern(folding, source.author);
	},

	'partner-names'({ snapshot }, fact, source) {
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		addName(snapshot, partnership, fact.name, source);
	}
};

/** Retracts partner records and names. */
export const retractPartners: Handlers<'partners' | 'partner-names'> = {
	partners(folding, fact, source) {
		const { snapshot } = folding;
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		writablePart(snapshot, partnership, 'records').delete(factIdOf(source));
		writablePart(snapshot, partnership, 'undeleted').delete(factIdOf(source));
		refreshPartner(snapshot, partnership);
		snapshot.partners.delete(factIdOf(source));
		unname(snapshot, partnership, source);
		concern(folding, source.author);
	},

	'partner-names'({ snapshot }, fact, source) {
		unname(snapshot, partnershipFor(snapshot, source.author, fact.partner), source);
	}
};

function addName(snapshot: Snapshot, partnership: Partnership, name: string, source: Source): void {
	const names = writablePart(snapshot, partnership, 'names');
	partnership.names = ownNew(snapshot, withVersion(names, versionOf(name, source)));
	addChangeTime(snapshot, partnership, source.at);
}

function unname(snapshot: Snapshot, partnership: Partnership, source: Source): void {
	dropVersions(writablePart(snapshot, partnership, 'names'), source);
	removeChangeTime(snapshot, partnership, source.at);
	dropIfEmpty(snapshot, partnership);
}

/** Removes a partnership about which nothing is stated any more. */
export function dropIfEmpty(snapshot: Snapshot, { owner, partner, changes }: Partnership): void {
	if (changes !== 0) return;
	relationFor(snapshot, owner, 'partners').delete(partner);
	relationFor(snapshot, partner, 'partnerOf').delete(owner);
}

/** The partnership from its owner's side, to write; made where it is missing, as by a first grant. */
export function partnershipFor(
	snapshot: Snapshot,
	owner: OrganizationId,
	named: OrganizationId
): Partnership {
	const known = snapshot.relations.get(owner)?.partners.get(named);
	if (known) {
		const own = ownOf(snapshot, known);
		if (own !== known) putPartnership(snapshot, own);
		return own;
	}
	const { organizations } = snapshot.numbers;
	const partnership: Partnership = {
		owner,
		partner: organizations.kept(named),
		ownerNumber: organizations.of(owner),
		partnerNumber: organizations.of(named),
		records: blanks.smallMap,
		undeleted: blanks.smallMap,
		names: [],
		authorized: blanks.authorized,
		counts: { develop: 0, purchase: 0 },
		changes: 0,
		changedAt: 0
	};
	putPartnership(snapshot, partnership);
	return partnership;
}

/** Puts the partnership where both sides and its records find it. */
function putPartnership(snapshot: Snapshot, partnership: Partnership): void {
	const { owner, partner, records } = partnership;
	relationFor(snapshot, owner, 'partners').set(partner, partnership);
	relationFor(snapshot, partner, 'partnerOf').set(owner, partnership);
	if (records.size > 0) for (const id of records.keys()) snapshot.partners.set(id, partnership);
}
