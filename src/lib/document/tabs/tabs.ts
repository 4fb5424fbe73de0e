import { fromHere, type LazyDocument } from '../storage/lazy-document';
import { checkLock, workspaceChannel, writeLock } from '../storage/names';
import { decodeVector, encodeVector, type StateVector } from '../storage/state-vector';

interface Following {
	/** Whether all of an update is trusted. Anybody of the same origin may post one. */
	isTrusted: (update: unknown) => Promise<boolean>;
	/** Called when a message was missed. */
	catchUp: () => Promise<void>;
}

/** The other tabs of this browser that have the same workspace open. */
export interface Tabs {
	/** Runs one piece of work at a time among all tabs. */
	exclusively<T>(work: () => Promise<T>): Promise<T>;
	/** Checks what is stored in one tab at a time: the next one goes on where that has come to. */
	checking<T>(work: () => Promise<T>): Promise<T>;
	/**
	 * From here on this tab's edits go to the others and theirs, as far as they are trusted, into the document; what
	 * they have and this one lacks is asked for.
	 */
	follow(document: LazyDocument, following: Following): void;
	close(): void;
}

/** Origin of the transactions that come from another tab. */
const fromTab = Symbol('from another tab');

type Message = { from: string } & ({ count: number; update: Uint8Array } | { hello: Uint8Array });

export function browserTabs(workspace: string): Tabs {
	const me = crypto.randomUUID();
	const counts = new Map<string, number>();
	let channel: BroadcastChannel | null = null;
	let sent = 0;

	const send = (message: Message) => channel?.postMessage(message);

	/** What all who asked since the last answer have. */
	let asked: StateVector | null = null;
	let answering: ReturnType<typeof setTimeout> | undefined;

	/** Each answer may be all that is here: who asks too often is answered with others, and later. */
	async function answer(document: LazyDocument) {
		if (answering !== undefined || !asked) return;
		const has = asked;
		asked = null;
		answering = setTimeout(() => {
			answering = undefined;
			void answer(document);
		}, answersApart);
		// Where it cannot be made, they read what is stored.
		const missing = await document.beyond(has).catch(() => null);
		if (missing && missing.length > emptyUpdate) send({ from: me, count: ++sent, update: missing });
	}

	let isAsking = false;
	let asksAgain = false;

	/** Once, however often it is called meanwhile, and once more. */
	async function catchUpAndAsk(document: LazyDocument, catchUp: Following['catchUp']) {
		asksAgain = true;
		if (isAsking) return;
		isAsking = true;
		while (asksAgain) {
			asksAgain = false;
			await catchUp().catch(() => undefined);
			send({ from: me, hello: encodeVector(document.vector) });
		}
		isAsking = false;
	}

	async function receive(document: LazyDocument, message: Message, { isTrusted, catchUp }: Following) {
		if ('hello' in message) {
			const has = decodeVector(message.hello);
			asked = asked ? lowest(asked, has) : has;
			void answer(document);
			return;
		}
		if (counts.size > mostTabs) counts.clear();
		const expected = (counts.get(message.from) ?? message.count - 1) + 1;
		if (await isTrusted(message.update)) await document.apply(message.update, fromTab);
		counts.set(message.from, message.count);
		if (message.count !== expected) void catchUpAndAsk(document, catchUp);
	}

	return {
		exclusively: (work) => locked(writeLock(workspace), work),
		checking: (work) => locked(checkLock(workspace), work),
		follow(document, following) {
			channel = new BroadcastChannel(workspaceChannel(workspace));
			let received: Promise<unknown> = Promise.resolve();
			const waiting = { messages: 0, bytes: 0, isMissed: false };
			channel.onmessage = ({ data }: MessageEvent<Message>) => {
				const bytes = sizeOf(data);
				if (waiting.messages >= mostMessages || waiting.bytes + bytes > mostBytes) {
					waiting.isMissed = true;
					return;
				}
				waiting.messages += 1;
				waiting.bytes += bytes;
				received = received
					.then(() => receive(document, data, following))
					// Not from a tab of this app: pages opened from disk share their channels with any other such page.
					.catch(() => undefined)
					.then(() => {
						waiting.messages -= 1;
						waiting.bytes -= bytes;
						if (!waiting.isMissed || waiting.messages > 0) return;
						waiting.isMissed = false;
						void catchUpAndAsk(document, following.catchUp);
					});
			};
			document.onMade((doc) =>
				doc.on('update', (update: Uint8Array, origin: unknown) => {
					if (origin === fromHere) send({ from: me, count: ++sent, update });
				})
			);
			send({ from: me, hello: encodeVector(document.vector) });
		},
		close() {
			clearTimeout(answering);
			channel?.close();
			channel = null;
		}
	};
}

/** An update that says nothing is two zeros. */
const emptyUpdate = 2;

/** Tabs of whose messages it is known which comes next. */
const mostTabs = 1_000;

/** What of other tabs waits to be checked; what is beyond is read from what they have stored. */
const mostMessages = 1_000;
const mostBytes = 200_000_000;

/** Milliseconds between two answers to other tabs. */
const answersApart = 1_000;

/** What both have of each client. */
const lowest = (one: StateVector, other: StateVector): StateVector =>
	new Map([...one].map(([client, clock]) => [client, Math.min(clock, other.get(client) ?? 0)]));

const sizeOf = (data: unknown): number => {
	if (typeof data !== 'object' || data === null) return 0;
	const { update, hello } = data as { update?: unknown; hello?: unknown };
	return [update, hello].reduce<number>(
		(sum, bytes) => sum + (bytes instanceof Uint8Array ? bytes.length : 0),
		0
	);
};

/** Runs one piece of work at a time under a name among all tabs, where they can know of each other. */
function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
	const locks = globalThis.navigator?.locks as LockManager | undefined;
	return locks ? locks.request(name, work) : work();
}
