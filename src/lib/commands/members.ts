import type { Fact, FactOf, KeyId, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
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

/**
 * Lets a key act for the organization from now on, and ends the keys in `retire` in the same act; a reserved
 * organization that retires `by` is then reserved no more (docs/rules.md, Keys). Refuses `empty-name`, `key-known`,
 * and for a key to retire `unknown-key`, `nothing-changes` (it is retired) and `key-not-below`.
 */
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
	for (const each of ended) facts.push(retirement(snapshot, actor, each));
	return accept(...facts);
}

/** Adds a recovery key, which signs nothing but the addition of a key. Refuses `empty-name` and `key-known`. */
export function addRecoveryKey(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ key, name }: CommandOf<'add-recovery-key'>
): Decision {
	const wrong = whatIsWrongWith(snapshot, actor, { key, name });
	return wrong ? refuse(wrong) : accept({ table: 'recovery-keys', key, name: tidy(name) });
}

/** Renames a key, retired or not. Refuses `unknown-key`, `empty-name` and `nothing-changes`. */
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

/**
 * Ends a key at the last entry of its chain that is here: what it signs after that states nothing. Refuses
 * `unknown-key`, `nothing-changes` (it is retired), `key-not-below` unless `by` is the key itself or above it, and
 * `last-key`.
 */
export function retireKey(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ key, by }: CommandOf<'retire-key'>
): Decision {
	const refusal = whyKeyNotRetired(snapshot, actor, { key, by });
	return refusal ? refuse(refusal) : accept(retirement(snapshot, actor, key));
}

/** What `retireKey` refuses, without a walk through what the key signed. */
export const whyKeyNotRetired = (
	snapshot: Snapshot,
	actor: OrganizationId,
	{ key, by }: { key: KeyId; by: KeyId }
): Refusal | undefined => whyNotRetired(snapshot, actor, key, by) ?? whyLast(snapshot, actor, key);

/**
 * Says whether the organization was made for somebody else, whose browser is to take it over. Refuses
 * `nothing-changes`.
 */
export function setReserved(
	{ organizations }: Snapshot,
	actor: OrganizationId,
	{ reserved }: CommandOf<'set-reserved'>
): Decision {
	if (organizations.get(actor)!.reserved === reserved) return refuse({ code: 'nothing-changes' });
	return accept({ table: 'reservations', reserved });
}

/** Why `by` may not retire the key; whether it is the last one is not asked. */
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
	if (isOwn || keys.isAncestor(organization, by, key)) return undefined;
	const could = [...(record.use === 'act' ? [key] : []), ...keys.ancestorsOf(organization, key)];
	return {
		code: 'key-not-below',
		organization,
		key,
		could: could.filter((each) => keys.acts(organization, each))
	};
}

/** An organization that nobody can act for is lost. */
function whyLast({ keys }: Snapshot, organization: OrganizationId, key: KeyId): Refusal | undefined {
	for (const each of keys.actingOf(organization)) if (each !== key) return undefined;
	return keys.acts(organization, key) ? { code: 'last-key', organization } : undefined;
}

function retirement({ keys }: Snapshot, organization: OrganizationId, key: KeyId): FactOf<'key-retirements'> {
	const { seq, id } = keys.chainOf(organization, key).wholeTip ?? { seq: 0, id: '' };
	return { table: 'key-retirements', key, last: seq, head: id };
}
