/**
 * What a process costs with all that come of it, in seconds of a processor. A browser's processes outlive their parents
 * or are never waited for, so nobody's own account is whole: on Linux every process is looked at twice a second.
 *
 * A descendant is known by its parent or by a mark in its environment, and stays known when it gets another parent. Each
 * counts for itself, as it was last seen. What it was told of children that have ended counts as far as it is more
 * than was seen of them: their last moments, and children that came and went unseen.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

/**
 * @typedef {object} Reading what /proc says of one process, times in ticks
 * @property {number} parent
 * @property {number} own
 * @property {number} ofChildren of those that have ended and that it waited for
 * @property {number} born
 *
 * @typedef {Reading & { follow: Follow }} Known as last seen
 * @typedef {{ mark: string, ticks: number }} Follow
 */

/** As the kernel tells it, whatever it ticks by itself. */
const TICKS_PER_SECOND = 100;
const EVERY_MS = 500;
const MARK = 'GRANTBOOK_CPU_TIME';

/** @param {string} name */
function readProc(name) {
	try {
		return readFileSync(`/proc/${name}`, 'latin1');
	} catch {
		return undefined; // it has ended, or is somebody else's
	}
}

/**
 * @param {number} pid
 * @returns {Reading | undefined}
 */
function readTimes(pid) {
	const stat = readProc(`${pid}/stat`);
	if (stat === undefined) return undefined;
	// Behind the name, which may hold anything.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const at = (/** @type {number} */ number) => Number(fields[number]);
	return { parent: at(1), own: at(11) + at(12), ofChildren: at(13) + at(14), born: at(19) };
}

class Watch {
	/** @type {Map<string, Follow>} by mark */
	#follows = new Map();
	/** @type {Map<number, Known>} by pid */
	#known = new Map();
	/**
	 * How often pids that are nobody's of ours were looked at: twice, since one caught between fork and exec has another
	 * one's environment, or none.
	 * @type {Map<number, number>}
	 */
	#foreign = new Map();
	/** What this process was told of its own children. */
	#told = readTimes(process.pid)?.ofChildren ?? 0;
	/** @type {NodeJS.Timeout | undefined} */
	#timer;

	/** @param {Follow} follow */
	begin(follow) {
		this.#follows.set(follow.mark, follow);
		this.#timer ??= setInterval(() => this.look(), EVERY_MS).unref();
	}

	/** @param {Follow} follow */
	end(follow) {
		this.look();
		this.#follows.delete(follow.mark);
		for (const [pid, known] of this.#known) if (known.follow === follow) this.#known.delete(pid);
		if (this.#follows.size > 0) return;
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	look() {
		const before = this.#known;
		const pids = readdirSync('/proc').map(Number).filter(Boolean);
		this.#foreign = new Map(pids.map((pid) => [pid, this.#foreign.get(pid) ?? 0]));
		this.#known = new Map();
		/** @type {Map<number, Reading>} */
		const fresh = new Map();
		for (const pid of pids) {
			if ((this.#foreign.get(pid) ?? 0) > 1 || pid === process.pid) continue;
			const now = readTimes(pid);
			const last = before.get(pid);
			if (now && last?.born === now.born) this.#known.set(pid, { ...now, follow: last.follow });
			else if (now) fresh.set(pid, now);
		}
		this.#meet(fresh);
		this.#count(before);
	}

	/**
	 * Sorts who is new into ours and others.
	 * @param {Map<number, Reading>} fresh
	 */
	#meet(fresh) {
		const meet = (/** @type {number} */ pid) => {
			const reading = fresh.get(pid);
			if (!reading || this.#known.has(pid)) return;
			fresh.delete(pid);
			meet(reading.parent);
			const follow = this.#known.get(reading.parent)?.follow ?? this.#marked(pid);
			if (follow) this.#known.set(pid, { ...reading, follow });
			else this.#foreign.set(pid, (this.#foreign.get(pid) ?? 0) + 1);
		};
		for (const pid of fresh.keys()) meet(pid);
	}

	/** @param {number} pid */
	#marked(pid) {
		const variables = readProc(`${pid}/environ`)?.split('\0');
		const mark = variables?.find((text) => text.startsWith(`${MARK}=`))?.slice(MARK.length + 1);
		return this.#follows.get(mark ?? '');
	}

	/**
	 * What each known process has used since it was last seen, and was told beyond what had been seen.
	 * @param {Map<number, Known>} before
	 */
	#count(before) {
		/** @type {Map<number, { ticks: number, follow: Follow }>} who has ended, by whom it would be told to */
		const ended = new Map();
		const hasEnded = (/** @type {number} */ pid) =>
			before.has(pid) && this.#known.get(pid)?.born !== before.get(pid)?.born;
		for (const [pid, last] of before) {
			if (!hasEnded(pid)) continue;
			let to = last.parent;
			while (hasEnded(to)) to = before.get(to)?.parent ?? 0;
			const ticks = (ended.get(to)?.ticks ?? 0) + last.own + last.ofChildren;
			ended.set(to, { ticks, follow: last.follow });
		}
		for (const [pid, now] of this.#known) {
			const last = before.get(pid);
			const told = now.ofChildren - (last?.ofChildren ?? 0) - (ended.get(pid)?.ticks ?? 0);
			now.follow.ticks += now.own - (last?.own ?? 0) + Math.max(0, told);
		}
		const told = readTimes(process.pid)?.ofChildren ?? 0;
		const mine = ended.get(process.pid);
		if (mine) mine.follow.ticks += Math.max(0, told - this.#told - mine.ticks);
		this.#told = told;
	}
}

const watch = process.platform === 'linux' ? new Watch() : undefined;

/**
 * Follows a process that is yet to be started with this environment.
 * @returns {{ env: Record<string, string>, seconds: () => number | undefined, end: () => void }} `seconds` so far, and
 * undefined where it is not known
 */
export function followCpuTime() {
	const follow = { mark: randomUUID(), ticks: 0 };
	watch?.begin(follow);
	return {
		env: { [MARK]: follow.mark },
		seconds: () => (watch ? follow.ticks / TICKS_PER_SECOND : undefined),
		end: () => watch?.end(follow)
	};
}
