import * as Y from 'yjs';
import { workspaceChannel, writeLock } from './names';

/** The other tabs of this browser that have the same workspace open. */
export interface Tabs {
	/** Runs one piece of work at a time among all tabs. */
	exclusively<T>(work: () => Promise<T>): Promise<T>;
	/**
	 * From here on this tab's edits go to the others and theirs into the document; what they have and this one
	 * lacks is asked for.
	 * @param catchUp called when a message was missed
	 */
	follow(doc: Y.Doc, catchUp: () => Promise<void>): void;
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

	function receive(doc: Y.Doc, message: Message, catchUp: () => Promise<void>) {
		if ('hello' in message) {
			const missing = Y.encodeStateAsUpdate(doc, message.hello);
			if (missing.length > emptyUpdate) send({ from: me, count: ++sent, update: missing });
			return;
		}
		const expected = (counts.get(message.from) ?? message.count - 1) + 1;
		counts.set(message.from, message.count);
		Y.decodeUpdate(message.update);
		Y.applyUpdate(doc, message.update, fromTab);
		if (message.count !== expected) {
			void catchUp().then(() => send({ from: me, hello: Y.encodeStateVector(doc) }));
		}
	}

	return {
		exclusively: (work) => {
			const locks = globalThis.navigator?.locks as LockManager | undefined;
			return locks ? locks.request(writeLock(workspace), work) : work();
		},
		follow(doc, catchUp) {
			channel = new BroadcastChannel(workspaceChannel(workspace));
			channel.onmessage = ({ data }: MessageEvent<Message>) => {
				try {
					receive(doc, data, catchUp);
				} catch {
					// Not from a tab of this app: pages opened from disk share their channels with any other such page.
				}
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
