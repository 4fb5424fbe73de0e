import { textOf } from './csv-text';
import { type LogCsv, readLogCsv } from './log-csv';

/** A CSV being read: how far it is, what came of it, and a way to stop it. */
export class CsvReading {
	/** Bytes read; undefined while nothing is. */
	done = $state<number>();
	read = $state.raw<LogCsv>();
	/** What the browser said where the file could not be read. */
	trouble = $state('');
	#stop = new AbortController();

	/** Stops, and forgets what was read. */
	readonly cancel = (): void => {
		this.#stop.abort();
		this.done = undefined;
		this.read = undefined;
		this.trouble = '';
	};

	/** Reads anew; what was under way before is stopped. */
	async run(file: File, into: Parameters<typeof readLogCsv>[1]): Promise<void> {
		this.cancel();
		const stop = (this.#stop = new AbortController());
		this.done = 0;
		try {
			const pieces = textOf(file, (bytes) => !stop.signal.aborted && (this.done = bytes), stop.signal);
			const read = await readLogCsv(pieces, into);
			if (stop.signal.aborted) return;
			this.read = read;
		} catch (error) {
			if (stop.signal.aborted) return;
			this.trouble = error instanceof Error ? error.message : String(error);
		}
		this.done = undefined;
	}
}
