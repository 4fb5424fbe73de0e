/** The longest that long work keeps a thread for itself, in milliseconds. */
const turn = 12;

/** Lets long work see when others should have their turn. */
export function resting(): { due(): boolean; take(): Promise<void> } {
	let began = performance.now();
	return {
		due: () => performance.now() - began >= turn,
		async take() {
			await yieldToOthers();
			began = performance.now();
		}
	};
}

/** Unlike a timer, a message is not slowed down when it is used often. */
function yieldToOthers(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
