/** Browsers in this process, with the app's own ledger, gate and relay client; a relay is reached by `ws`. */
import { WebSocket } from 'ws';
import type { EntryDraft } from '../../src/lib/domain/entry';
import type { RelayLimits } from '../../src/lib/peers/relay/relay-limits';
import { RelaySession } from '../../src/lib/peers/relay/relay-session';
import type { SocketLike } from '../../src/lib/peers/relay/relay-socket';
import type { RelayState } from '../../src/lib/peers/relay/relay-state';
import { replica, until, type Replica } from '../gate/parties';

export const room = { room: 'R'.repeat(22), secret: 'S'.repeat(32), workspace: 'w' };

export interface Browser extends Replica {
	/** The latest news of the relay. */
	state(): RelayState;
	states: RelayState[];
	/** Waits until the relay's state is so. */
	until(isSo: (state: RelayState) => boolean): Promise<void>;
	/** Waits until each has what the other had, and until so many entries are here. */
	synced(entries?: number): Promise<void>;
	write(...drafts: EntryDraft[]): Promise<string[]>;
	/** Goes online, after it was offline. */
	goOnline(): Promise<void>;
	goOffline(): void;
}

/** A socket to a real relay. */
export const socketTo = (url: string) => (): SocketLike => new WebSocket(url) as unknown as SocketLike;

/** A browser that is online with a relay. */
export async function browser(
	openSocket: () => SocketLike,
	options: {
		secret?: string;
		limits?: Partial<RelayLimits>;
		/** Called with each message to the gate before it; what it throws, the gate throws. */
		toGate?: () => void;
	} = {}
): Promise<Browser> {
	const at = replica();
	const states: RelayState[] = [];
	let session: RelaySession | null = null;
	const state = () => states.at(-1)!;
	const goOffline = () => {
		session?.close();
		session = null;
	};
	const goOnline = async () => {
		goOffline();
		states.length = 0;
		session = await RelaySession.open({
			...room,
			...(options.secret && { secret: options.secret }),
			...{ url: 'wss://relay.example', openSocket },
			connectGate: (on) => {
				const line = at.gate.connect('relay', { ...on, synced: () => undefined });
				return {
					close: () => line.close(),
					receive: (message) => {
						options.toGate?.();
						line.receive(message);
					}
				};
			},
			onState: (told) => states.push(told),
			...(options.limits && { limits: options.limits })
		});
		await until(() => states.length > 0);
	};
	await goOnline();
	return {
		...at,
		...{ state, states, goOnline, goOffline },
		until: (isSo) => until(() => isSo(state())),
		synced: (entries = 0) => until(() => state().synced && at.ledger.entries.size >= entries),
		write: async (...drafts) => (await at.ledger.append(drafts)).map(({ id }) => id)
	};
}
