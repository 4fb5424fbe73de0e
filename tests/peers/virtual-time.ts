import { vi } from 'vitest';

/** Real turns without anything going on, after which nothing will: microtasks and ticks run between two of them. */
const quietTurns = 2;

/**
 * Time that passes from one timer to the next, and only while a test lets it: what happens is then the same on a busy
 * machine. WebCrypto works outside of it, and is waited for before the next timer.
 */
export function virtualTime() {
	vi.useFakeTimers({
		toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance']
	});
	const crypting = countCrypto();

	async function settled(): Promise<void> {
		for (let quiet = 0; quiet < quietTurns; quiet += 1) {
			await new Promise((done) => setImmediate(done));
			if (crypting() > 0) quiet = -1;
		}
	}

	/** Lets so many seconds pass, or fewer: until it is so. Says whether it was. */
	async function passing(seconds: number, isSo: () => boolean): Promise<boolean> {
		let isOver = false;
		const end = setTimeout(() => (isOver = true), seconds * 1_000);
		await settled();
		while (!isSo() && !isOver) {
			vi.advanceTimersToNextTimer();
			await settled();
		}
		clearTimeout(end);
		return isSo();
	}

	return {
		pass: async (seconds: number): Promise<void> => void (await passing(seconds, () => false)),
		/** Lets time pass until it is so; that it does not become so is a failure. */
		async until(isSo: () => boolean, seconds = 30): Promise<void> {
			if (!(await passing(seconds, isSo))) throw new Error(`not so within ${seconds} seconds`);
		},
		/** Lets time pass until it is done. */
		async run<T>(doing: Promise<T>): Promise<T> {
			let isDone = false;
			const done = doing.finally(() => (isDone = true));
			if (!(await passing(60, () => isDone))) throw new Error('not done within 60 seconds');
			return done;
		}
	};
}

/** Counts what WebCrypto is at work on. */
function countCrypto(): () => number {
	let count = 0;
	const { subtle } = crypto;
	for (const name of ['importKey', 'deriveKey', 'encrypt', 'decrypt'] as const) {
		const work = Reflect.get(subtle, name) as (...args: unknown[]) => Promise<unknown>;
		const counted = (...args: unknown[]) => {
			count += 1;
			return work.apply(subtle, args).finally(() => (count -= 1));
		};
		vi.spyOn(subtle, name as 'encrypt').mockImplementation(counted as SubtleCrypto['encrypt']);
	}
	return () => count;
}
