/** How long a Worker may take to start before it is done without, in milliseconds. */
const patience = 10_000;

/**
 * A Worker of its own program, once it has sent anything; null where none can be made.
 * @param load imports its file, as `() => import('./….worker?worker&inline')`
 */
export async function startedWorker(
	load: () => Promise<{ default: new () => Worker }>
): Promise<Worker | null> {
	try {
		const { default: OwnWorker } = await load();
		const worker = new OwnWorker();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const isThere = await new Promise<boolean>((resolve) => {
			timer = setTimeout(resolve, patience, false);
			worker.onmessage = () => resolve(true);
			worker.onerror = () => resolve(false);
		});
		clearTimeout(timer);
		if (isThere) return worker;
		worker.terminate();
		return null;
	} catch {
		return null;
	}
}
