import type { Command } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import type { OrganizationId } from '$lib/domain/facts';
import { refusalText } from '../words/refusal-text';
import type { Code, Sender } from './sending.svelte';

/** The refusal that a command would get now, in words, if its code is among these: for the check of a field. */
export function wrongAt(
	{ snapshot, actor: acting }: Pick<Sender, 'snapshot' | 'actor'>,
	codes: readonly Code[],
	command: Command,
	actor: OrganizationId | null = acting ?? null
): string | undefined {
	const decision = decide(snapshot, actor, command);
	if (decision.accepted || !codes.includes(decision.refusal.code)) return undefined;
	return refusalText(snapshot, decision.refusal);
}
