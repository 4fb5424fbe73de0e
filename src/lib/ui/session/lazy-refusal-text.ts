import type { NotUndone } from '$lib/commands/undo/undo';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { Failure } from '$lib/workspace/editing/outcome';
import { LazyPart } from '../kit/lazy-part.svelte';

/** What puts refusals into words. It is loaded with what decides, and waited for where something is refused before. */
export const refusalWords = new LazyPart(async () => (await import('../words/refusal-text')).refusalText);

/** A refusal as a sentence; where the words could not be loaded, that. For whoever has waited for `refusalWords`. */
export const refusalInWords = (snapshot: Snapshot, refusal: Failure | NotUndone['refusal']): string =>
	refusalWords.loaded?.(snapshot, refusal) ?? m.common_part_failed();
