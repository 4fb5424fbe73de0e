import type { Command } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import type { Decision } from '$lib/commands/refusal';
import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import type { Chooser } from './chooser';
import { signing } from './choose-keys';
import { emptyReplica, keyOn, missing, receive, write, type Replica } from './ledger';
import { judge, type Judged } from './oracle';

/** One command given on one replica, and what came of it. */
export interface Step {
	replica: Replica;
	/** What the oracle said of that replica before. */
	before: Judged;
	actor: OrganizationId | null;
	command: Command;
	decision: Decision;
	/** What was written, if the command was accepted. */
	entry: Entry | undefined;
}

/** Who looks on: told of every command, and of every receipt from another replica. */
export interface Watch {
	begun?: (stage: Stage) => void;
	step?: (step: Step) => void;
	/** Two replicas have each done something allowed, which contradict each other. */
	clashed?: (name: string) => void;
	/** `concurrent`: the receiver has entries that the sender has not. */
	synced?: (replica: Replica, concurrent: boolean) => void;
}

/** Opinions of how histories begin, one entry after another on one replica: many begin alike. By the last entry. */
const beginnings = new Map<EntryId, Judged>();

/** The same command with the key that signs where its chooser left that open. */
function signedBy(command: Command, signer: KeyId): Command {
	const filled = (key: KeyId) => (key === signing ? signer : key);
	switch (command.command) {
		case 'add-key':
			return { ...command, by: signer, retire: command.retire.map(filled) };
		case 'retire-key':
			return { ...command, by: signer, key: filled(command.key) };
		case 'rename-key':
			return { ...command, key: filled(command.key) };
		default:
			return command;
	}
}

/** The copies of one workspace, with the oracle's opinion of each kept until it changes. */
export class Stage {
	readonly replicas: Replica[];
	hasBegun = false;
	#judged = new Map<Replica, Judged>();

	constructor(
		count: number,
		private readonly watch: Watch
	) {
		const names = Array.from({ length: count }, (_, i) => `r${i}`);
		this.replicas = names.map((name) => emptyReplica(name, names));
		watch.begun?.(this);
	}

	judged(replica: Replica): Judged {
		const latest = [...replica.entries.keys()].at(-1) ?? '';
		const known = this.#judged.get(replica) ?? beginnings.get(latest) ?? judge([...replica.entries.values()]);
		this.#judged.set(replica, known);
		if (!this.hasBegun) beginnings.set(latest, known);
		return known;
	}

	give(replica: Replica, actor: OrganizationId | null, wanted: Command): Entry | undefined {
		const signer = actor !== null && replica.snapshot.organizations.has(actor) && keyOn(replica, actor);
		// Nobody can act there without a key that does.
		if (signer && !replica.snapshot.keys.acts(actor, signer)) return undefined;
		const command = signer ? signedBy(wanted, signer) : wanted;
		const before = this.judged(replica);
		const decision = decide(replica.snapshot, actor, command);
		let entry: Entry | undefined;
		if (decision.accepted) {
			entry = write(replica, decision.founding ? null : actor, command.command, decision.facts);
			this.#judged.delete(replica);
		}
		this.watch.step?.({ replica, before, actor, command, decision, entry });
		return entry;
	}

	clashed(name: string): void {
		this.watch.clashed?.(name);
	}

	/** Hands on some of what the other has not seen, in any order. */
	sync(from: Replica, to: Replica, choose: Chooser): void {
		const news = missing(from, to);
		const some = choose.rarely(2) ? news.filter(() => !choose.rarely(3)) : news;
		const shuffled = some
			.map((entry) => ({ entry, at: choose.number(1_000) }))
			.sort((a, b) => a.at - b.at)
			.map(({ entry }) => entry);
		this.deliver(to, shuffled, missing(to, from).length > 0);
	}

	deliver(to: Replica, entries: Entry[], concurrent = false): void {
		if (entries.length === 0) return;
		receive(to, entries);
		this.#judged.delete(to);
		this.watch.synced?.(to, concurrent);
	}
}
