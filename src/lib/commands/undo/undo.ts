import { pushAll } from '$lib/domain/algorithms/push-all';
import { authorOf, type Entry } from '$lib/domain/entry';
import type { EntryId, Fact, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { AdjustItem, Command } from '../command';
import { decide } from '../decide';
import type { Refusal } from '../refusal';
import { actableEntries } from './actable-entries';
import { inverses } from './inverses';
import { linkInverses } from './link-inverses';
import { changedSince, type UndoException } from './exceptions';

/** Something that undo leaves as it is, and why: it was changed since, or the rules refuse to bring it back. */
export interface NotUndone {
	/** The record or, for authorizations, the product. */
	id: string;
	table: Fact['table'];
	refusal: Refusal | UndoException;
}

export interface Undo {
	commands: Command[];
	kept: NotUndone[];
}

const foundingStays: UndoException = { code: 'founding-stays' };

/**
 * The entries of an act that founded the workspace's first organization, which undo leaves: without it nothing would
 * be there.
 */
export function workspaceFounding({ organizations, entries }: Snapshot, act: readonly Entry[]): NotUndone[] {
	const founding = act.filter(({ organization }) => organization === '');
	if (founding.length === 0) return [];
	let first: Entry | undefined;
	for (const id of organizations.keys()) {
		const entry = entries.get(id);
		if (!first || (entry && (entry.at < first.at || (entry.at === first.at && entry.id < first.id))))
			first = entry;
	}
	if (!founding.some(({ id }) => id === first?.id)) return [];
	return founding.map(({ id }) => ({ id, table: 'organizations', refusal: foundingStays }));
}

/** What undoes one entry, as its organization. */
export interface UndoStep {
	actor: OrganizationId;
	/** None where all of it stays as it is. */
	commands: Command[];
}

/**
 * Undoes one's own part of an act, its entries last first. Each step is decided on the state that the later ones
 * left, so carry it out before asking for the next (docs/rules.md, Undo).
 * @param now the present state
 * @param kept receives what stays as it is
 */
export function* undoSteps(
	entries: readonly Entry[],
	actable: ReadonlySet<OrganizationId>,
	now: () => Snapshot,
	kept: NotUndone[] = []
): Generator<UndoStep, void> {
	const own = actableEntries(entries, actable);
	const founding = workspaceFounding(now(), own);
	pushAll(kept, founding);
	if (founding.length > 0) return;
	for (const { id, facts } of entries.filter((entry) => !actable.has(authorOf(entry))))
		for (const { table } of facts.slice(0, 1)) kept.push({ id, table, refusal: { code: 'done-by-others' } });
	const ids = new Set(own.map(({ id }) => id));
	for (const entry of own.toSorted((a, b) => b.at - a.at)) {
		const undo = undoEntry(now(), entry, ids);
		pushAll(kept, undo.kept);
		yield { actor: authorOf(entry), commands: undo.commands };
	}
}

/**
 * The commands that undo one entry, each of which the rules accept now, and what stays as it is.
 * @param undone all entries of the act
 */
export function undoEntry(snapshot: Snapshot, entry: Entry, undone: ReadonlySet<EntryId>): Undo {
	const actor = authorOf(entry);
	const undo: Undo = { commands: [], kept: [] };
	const propose = (id: string, table: Fact['table'], command: Command | UndoException) => {
		if (!('command' in command)) return void undo.kept.push({ id, table, refusal: command });
		const decision = decide(snapshot, actor, command);
		if (decision.accepted) undo.commands.push(command);
		else undo.kept.push({ id, table, refusal: decision.refusal });
	};

	if (snapshot.keys.authorityOf(entry) === 'none') {
		for (const { table } of entry.facts.slice(0, 1)) propose(entry.id, table, { code: 'does-not-count' });
		return undo;
	}
	for (const { grantee, items } of linkInverses(snapshot, entry, undone)) {
		const accepted: AdjustItem[] = [];
		for (const { product, table, item } of items) {
			const decision = item && decide(snapshot, actor, { command: 'adjust', grantee, items: [item] });
			if (decision?.accepted) accepted.push(item!);
			else undo.kept.push({ id: product, table, refusal: decision ? decision.refusal : changedSince });
		}
		if (accepted.length > 0) undo.commands.push({ command: 'adjust', grantee, items: accepted });
	}
	for (const { id, table, command } of inverses(snapshot, entry, actor, undone)) propose(id, table, command);
	return undo;
}
