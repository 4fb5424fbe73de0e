import type { Entry } from '$lib/domain/entry';
import type { EntryId, FactOf, OrganizationId } from '$lib/domain/facts';
import { type Field, currentWithout } from '$lib/domain/merge/field';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Command } from '../command';
import { changedSince, type UndoException } from './exceptions';

/**
 * A name goes back to what it was. A key that was added stays, since other keys may depend on it; it can be retired
 * instead.
 */
export function keyInverse(
	{ keys }: Snapshot,
	actor: OrganizationId,
	entry: Entry,
	{ key }: FactOf<'keys' | 'recovery-keys'>,
	before: (field: Field<string> | undefined) => { value: string } | undefined
): Command | UndoException {
	const record = keys.record(actor, key);
	if (!record || record.entry === entry.id) return { code: 'added-key-stays' };
	const previous = before(record.names);
	return previous ? { command: 'rename-key', key, name: previous.value } : changedSince;
}

/** The organization is reserved as it was before; where nothing was stated before, it is not. */
export function reservationInverse(
	{ organizations }: Snapshot,
	actor: OrganizationId,
	undone: ReadonlySet<EntryId>
): Command | UndoException {
	const field = organizations.get(actor)?.reservations ?? [];
	if (!undone.has(field.at(-1)?.entry ?? '')) return changedSince;
	return { command: 'set-reserved', reserved: currentWithout(field, undone) ?? false };
}
