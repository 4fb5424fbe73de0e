import type { FromRelay, ToRelay } from './relay-messages';
import { RelaySession, type GateListener } from './relay-session';
import type { SocketLike } from './relay-socket';
import { unknownRelay, type RelayState } from './relay-state';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface WorkerScope {
	postMessage(message: FromRelay): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<ToRelay>) => void): void;
}

const scope = self as unknown as WorkerScope;

/** The connection with the gate, by the latest number. */
let number = 0;
let listener: GateListener | null = null;

function connectGate(on: GateListener) {
	const connection = ++number;
	listener = on;
	scope.postMessage({ connect: connection });
	return {
		receive: (send: Uint8Array) => scope.postMessage({ connection, send }),
		close: () => {
			if (connection === number) listener = null;
			scope.postMessage({ close: connection });
		}
	};
}

scope.addEventListener('message', ({ data }) => {
	if ('open' in data) {
		const { url } = data.open;
		const onState = (state: RelayState) => scope.postMessage({ state });
		const openSocket = () => new WebSocket(url) as SocketLike;
		RelaySession.open({ ...data.open, connectGate, onState, openSocket }).catch((error: unknown) =>
			onState({ ...unknownRelay(url), connection: 'unreachable', detail: String(error) })
		);
	} else if (data.connection !== number) return;
	else if ('received' in data) listener?.send(data.received);
	else listener?.ended(data.ended);
});
