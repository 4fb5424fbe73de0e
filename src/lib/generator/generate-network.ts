import { decide } from '$lib/commands/decide';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { stampOf } from '$lib/domain/merge/stamp';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import type { Keys } from '$lib/document/keys/keys';
import { ChainTips } from '$lib/document/signing/chain-tips';
import { signDraft } from '$lib/document/signing/sign-draft';
import { build } from '$lib/scenarios/build';
import { Found } from '$lib/scenarios/found';
import type { NetworkSize } from '$lib/scenarios/supply-network/network-size';
import { supplyNetworkOf } from '$lib/scenarios/supply-network/supply-network';
import type { Language } from '$lib/scenarios/words';

export interface Generating {
	size: NetworkSize;
	/** The workspace that the entries are signed for. */
	workspace: string;
	language: Language;
	/** When it is told as finished, in milliseconds since 1970. */
	now: number;
	/** Keeps a new key for each organization. */
	keys: Keys;
	progress?: (done: number, total: number) => void;
}

export interface GeneratedNetwork {
	snapshot: Snapshot;
	/** Entries in their canonical form, in the order in which they were made. */
	texts: [id: EntryId, text: string][];
	/** The organization to open it as. */
	opensAs: OrganizationId;
}

/** What lies between two acts in the history, in milliseconds. */
const between = 60_000;

/**
 * A supply network as if its people had made it: each command is decided on the result of those before it, and is an act
 * and a signed entry of its own, a minute after the last. Rejects with a LedgerError where there can be no keys.
 */
export async function generateNetwork(generating: Generating): Promise<GeneratedNetwork> {
	const { size, workspace, language, now, keys, progress } = generating;
	const scenario = supplyNetworkOf(size);
	const snapshot = emptySnapshot();
	const signing = { workspace, keys, tips: new ChainTips() };
	const texts: GeneratedNetwork['texts'] = [];
	const began = now - size.grants * between;
	await build({
		...{ scenario, finished: true, language, now },
		snapshot: () => snapshot,
		...(progress && { progress }),
		add: async ({ actor, command }) => {
			const decision = decide(snapshot, actor, command);
			if (!decision.accepted) throw new Error(`the scenario is refused: ${decision.refusal.code}`);
			const { founding, facts } = decision;
			const organization = founding ? null : actor;
			const stamp = stampOf(snapshot, organization, facts);
			const at = Math.min(now, began + texts.length * between);
			const act = { stamp, at, action: crypto.randomUUID(), command: command.command };
			const { entry, text } = await signDraft({ organization, facts, ...act }, signing);
			applyEntries(snapshot, [entry]);
			texts.push([entry.id, text]);
		}
	});
	await keys.stored();
	const opensAs = new Found(snapshot, language, now).theOrganization(scenario.opensAs);
	return { snapshot, texts, opensAs };
}
