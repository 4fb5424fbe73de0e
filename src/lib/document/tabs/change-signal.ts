/** Tells the tabs of one browser that something stored has changed. */
export interface ChangeSignal {
	notify(): void;
	follow(listener: () => void): void;
	close(): void;
}

export function channelSignal(name: string): ChangeSignal {
	let channel: BroadcastChannel | null = null;
	const open = () => (channel ??= new BroadcastChannel(name));
	return {
		notify: () => open().postMessage('changed'),
		follow(listener) {
			open().onmessage = () => listener();
		},
		close() {
			channel?.close();
			channel = null;
		}
	};
}

/** No other tab. */
export const noSignal = (): ChangeSignal => ({
	notify: () => undefined,
	follow: () => undefined,
	close: () => undefined
});
