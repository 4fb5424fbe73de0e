/** A word between the tabs of one browser: something that is stored has changed. */
export interface Told {
	tell(): void;
	follow(listener: () => void): void;
	close(): void;
}

export function toldByChannel(name: string): Told {
	let channel: BroadcastChannel | null = null;
	const open = () => (channel ??= new BroadcastChannel(name));
	return {
		tell: () => open().postMessage('changed'),
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
export const toldNobody = (): Told => ({
	tell: () => undefined,
	follow: () => undefined,
	close: () => undefined
});
