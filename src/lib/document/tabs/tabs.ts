import * as Y from 'yjs';
import { checkLock, workspaceChannel, writeLock } from '../storage/names';

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
	follow(doc: Y.Doc, following: Following): void;
	close(): void;
}

/** Origin of the transactions that this tab makes itself, and tells the others of. */
export const fromHere = Symbol('from here');

/** Origin of the transactions that come from another tab. */
const fromTab = Symbol('from another tab');

type Message = { from: string } & ({ count: number; update: Uint8Array } | { hello: Uint8Array });

export function browserTabs(workspace: string): Tabs {
	const me = crypto.randomUUID();
	const counts = new Map<string, number>();
	let channel: BroadcastChannel | null = null;
	let sent = 0;
	let leave = () => {};

	const send = (message: Message) => channel?.postMessage(message);

	function catchUpAndAsk(doc: Y.Doc, catchUp: Following['catchUp']) {
		void catchUp().then(() => send({ from: me, hello: Y.encodeStateVector(doc) }));
	}

	async function receive(doc: Y.Doc, message: Message, { isTrusted, catchUp }: Following) {
		if ('hello' in message) {
			const missing = Y.encodeStateAsUpdate(doc, message.hello);
			if (missing.length > emptyUpdate) send({ from: me, count: ++sent, update: missing });
			return;
		}
		if (counts.size > mostTabs) counts.clear();
		const expected = (counts.get(message.from) ?? message.count - 1) + 1;
		counts.set(message.from, message.count);
		if ((await isTrusted(message.update)) && !doc.isDestroyed) Y.applyUpdate(doc, message.update, fromTab);
		if (message.count !== expected) catchUpAndAsk(doc, catchUp);
	}

	return {
		exclusively: (work) => locked(writeLock(workspace), work),
		checking: (work) => locked(checkLock(workspace), work),
		follow(doc, following) {
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
					.then(() => receive(doc, data, following))
					// Not from a tab of this app: pages opened from disk share their channels with any other such page.
					.catch(() => undefined)
					.then(() => {
						waiting.messages -= 1;
						waiting.bytes -= bytes;
						if (!waiting.isMissed || waiting.messages > 0) return;
						waiting.isMissed = false;
						catchUpAndAsk(doc, following.catchUp);
					});
			};
			const tell = (update: Uint8Array, origin: unknown) => {
				if (origin === fromHere) send({ from: me, count: ++sent, update });
			};
			doc.on('update', tell);
			leave = () => doc.off('update', tell);
			send({ from: me, hello: Y.encodeStateVector(doc) });
		},
		close() {
			leave();
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

const sizeOf = (data: unknown): number => {
	const update = typeof data === 'object' && data !== null && 'update' in data ? data.update : undefined;
	return update instanceof Uint8Array ? update.length : 0;
};

/** Runs one piece of work at a time under a name among all tabs, where they can know of each other. */
function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
	const locks = globalThis.navigator?.locks as LockManager | undefined;
	return locks ? locks.request(name, work) : work();
}
