import { Listeners } from '../document/ledger/deliveries';
import type { Checks, Ledger, Opened, StorageState } from '../document/ledger/api';
import { entryOfDraft } from '../document/signing/entry-of-draft';
import { ProvisionalIds } from '../document/signing/provisional-ids';
import type { Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { ledgerCalls } from './calls';
import type { CallClient } from './call-client';
import { EntryUnpacker } from './entry-unpacker';
import { draftParts, sendParts } from './list-parts';

/**
 * A ledger in a Worker. It keeps no entry once it is delivered. When the Worker has stopped, that is reported as a storage
 * state, and every call fails.
 * @param storedAs where it is kept, when that is not under its own id
 */
export function ledgerClient(calls: CallClient, workspace: string, storedAs: string): Ledger {
	const entries = new Listeners<Entry[]>();
	const withdrawn = new Listeners<OrganizationId[]>();
	const storage = new LatestValue<StorageState>({ state: 'opening', done: 0, total: 100 });
	const checks = new LatestValue<Checks>({ done: 0, total: 0, failed: 0 });
	/** What came while nobody listened yet. */
	let early: Entry[][] | null = [];

	function deliver(delivered: Entry[]): void {
		if (early) early.push(delivered);
		else entries.notify(delivered);
	}

	const unpacker = new EntryUnpacker(workspace);
	calls.on('entries', (packed) => deliver(unpacker.unpack(packed)));
	calls.on('withdrawn', (organizations) => withdrawn.notify(organizations));
	calls.on('storage', (state) => storage.set(state));
	calls.on('checks', (state) => checks.set(state));
	void calls.ended.then(({ problem, detail }) => {
		if (problem === 'crashed') storage.set({ state: 'unavailable', reason: 'crashed', detail });
	});
	let tellDelivered = (): void => undefined;
	const allDelivered = new Promise<void>((resolve) => (tellDelivered = resolve));
	const opened: Promise<Opened> = calls.call('open', [workspace, storedAs], tellDelivered);
	// Whoever awaits it gets the error; nobody has to.
	void opened.catch(() => undefined).then(tellDelivered);

	return {
		...calls.forward(ledgerCalls),
		allDelivered,
		opened,

		onEntries(listener) {
			const end = entries.listen(listener);
			const before = early ?? [];
			early = null;
			for (const each of before) entries.notify(each);
			return end;
		},
		onWithdrawn: (listener) => withdrawn.listen(listener),
		onStorage: (listener) => storage.listen(listener),
		onChecks: (listener) => checks.listen(listener),

		async append(drafts, progress) {
			const made: Entry[] = [];
			const ids = new ProvisionalIds();
			const { answer, input } = calls.start('append', [], (news) => {
				if ('signed' in news) return progress?.(news.signed);
				const delivered: Entry[] = [];
				for (const { isWithheld, ...signed } of news.added) {
					const draft = drafts[made.length]!;
					const entry = entryOfDraft(ids.resolve(draft), signed, workspace);
					ids.assign(draft, entry.id);
					made.push(entry);
					if (!isWithheld) delivered.push(entry);
				}
				if (delivered.length > 0) deliver(delivered);
			});
			void sendParts(draftParts(drafts), input);
			await answer;
			return made;
		},

		async close() {
			await calls.call('close', []).catch(() => undefined);
			await calls.end();
		}
	};
}

/** A state that each new listener gets at once. */
class LatestValue<T> {
	#value: T;
	readonly #listeners = new Listeners<T>();

	constructor(value: T) {
		this.#value = value;
	}

	set(value: T): void {
		this.#value = value;
		this.#listeners.notify(value);
	}

	listen(listener: (value: T) => void): () => void {
		listener(this.#value);
		return this.#listeners.listen(listener);
	}
}
