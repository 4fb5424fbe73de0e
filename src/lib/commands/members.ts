import type { Fact, FactOf, KeyId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import type { CommandOf } from './command';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { tidy } from './text';

/** A new key has a name, and never spoke for the organization. */
function whatIsWrongWith(
	{ keys }: Snapshot,
	organization: OrganizationId,
	{ key, name }: { key: KeyId; name: string }
): Refusal | undefined {
	if (tidy(name) === '') return { code: 'empty-name' };
	const record = keys.record(organization, key);
	return record && { code: 'key-known', organization, key, retired: record.retired !== null };
}

/** Approves a seat: from then on the key acts. In the same act it may take the place of others, which end. */
export function addKey(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ key, name, retire, by }: CommandOf<'add-key'>
): Decision {
	const wrong = whatIsWrongWith(snapshot, actor, { key, name });
	if (wrong) return refuse(wrong);
	const ended = [...new Set(retire)];
	for (const each of ended) {
		const refusal = whyNotRetired(snapshot, actor, each, by);
		if (refusal) return refuse(refusal);
	}
	const facts: Fact[] = [{ table: 'keys', key, name: tidy(name) }];
	if (ended.includes(by) && snapshot.organizations.get(actor)!.reserved)
		facts.push({ table: 'reservations', reserved: false });
	facts.push(...ended.map((each) => retirement(snapshot, actor, each)));
	return accept(...facts);
}

export function addRecoveryKey(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ key, name }: CommandOf<'add-recovery-key'>
): Decision {
	const wrong = whatIsWrongWith(snapshot, actor, { key, name });
	return wrong ? refuse(wrong) : accept({ table: 'recovery-keys', key, name: tidy(name) });
}

export function renameKey(
	{ keys }: Snapshot,
	actor: OrganizationId,
	{ key, name }: CommandOf<'rename-key'>
): Decision {
	const record = keys.record(actor, key);
	if (!record) return refuse({ code: 'unknown-key', key });
	if (tidy(name) === '') return refuse({ code: 'empty-name' });
	if (tidy(name) === record.name) return refuse({ code: 'nothing-changes' });
	// Named in the table that it was added in: in the other one a recovery key would begin to act.
	return accept({ table: record.use === 'act' ? 'keys' : 'recovery-keys', key, name: tidy(name) });
}

/** Ends a key where its chain has come to here: what it signs after that counts for nothing. */
export function retireKey(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ key, by }: CommandOf<'retire-key'>
): Decision {
	const refusal = whyNotRetired(snapshot, actor, key, by) ?? whyLast(snapshot, actor, key);
	return refusal ? refuse(refusal) : accept(retirement(snapshot, actor, key));
}

export function setReserved(
	{ organizations }: Snapshot,
	actor: OrganizationId,
	{ reserved }: CommandOf<'set-reserved'>
): Decision {
	if (organizations.get(actor)!.reserved === reserved) return refuse({ code: 'nothing-changes' });
	return accept({ table: 'reservations', reserved });
}

/** What stands in the way of retiring the key with `by`, the last key being none of it. */
function whyNotRetired(
	{ keys }: Snapshot,
	organization: OrganizationId,
	key: KeyId,
	by: KeyId
): Refusal | undefined {
	const record = keys.record(organization, key);
	if (!record) return { code: 'unknown-key', key };
	if (record.retired) return { code: 'nothing-changes' };
	const isOwn = key === by && record.use === 'act';
	if (isOwn || keys.isAbove(organization, by, key)) return undefined;
	const could = [...(record.use === 'act' ? [key] : []), ...keys.above(organization, key)];
	return {
		code: 'key-not-below',
		organization,
		key,
		could: could.filter((each) => keys.acts(organization, each))
	};
}

/** An organization that nobody can act for is lost. */
function whyLast({ keys }: Snapshot, organization: OrganizationId, key: KeyId): Refusal | undefined {
	const acting = keys.recordsOf(organization).filter((each) => keys.acts(organization, each.key));
	return acting.every((each) => each.key === key) && acting.length > 0
		? { code: 'last-key', organization }
		: undefined;
}

function retirement({ keys }: Snapshot, organization: OrganizationId, key: KeyId): FactOf<'key-retirements'> {
	const { seq, id } = keys.chainOf(organization, key).wholeTip ?? { seq: 0, id: '' };
	return { table: 'key-retirements', key, last: seq, head: id };
}
