import type { SyncConnection, Refused } from '../../src/lib/gate/api';
import type { Honest } from './honest';
import type { Random } from './random';

/** A connection between two honest browsers; what was said and not heard yet lies in it. */
interface Link {
	ends: [Honest, Honest];
	lines: [SyncConnection, SyncConnection];
	/** Messages on the way to the first end, and to the second. */
	ways: [Uint8Array[], Uint8Array[]];
	synced: [boolean, boolean];
}

/** Lets everything that was heard be looked at. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What lies between honest browsers: it delays, mixes the order of connections, and cuts them; within one it keeps order. */
export class Network {
	readonly links: Link[] = [];
	/** Honest connections that a gate ended: there must be none. */
	readonly ended: Refused[] = [];
	cuts = 0;

	/** Connections whose two ends do not both know that each has what the other had. */
	get apart(): number {
		return this.links.filter(({ synced }) => !synced.every((each) => each)).length;
	}

	connect(one: Honest, other: Honest): void {
		if (one === other || this.links.some(({ ends }) => ends.includes(one) && ends.includes(other))) return;
		const link: Link = { ends: [one, other], lines: [] as never, ways: [[], []], synced: [false, false] };
		this.links.push(link);
		link.lines = [this.#line(link, 0), this.#line(link, 1)];
	}

	/** What was on the way is lost. */
	cut(link: Link): void {
		this.cuts += 1;
		this.links.splice(this.links.indexOf(link), 1);
		for (const line of link.lines) line.close();
	}

	/** Delivers one message of some connection. False where none is on the way. */
	async deliver({ pick }: Random): Promise<boolean> {
		const ways = this.links.flatMap((link) =>
			([0, 1] as const).filter((to) => link.ways[to].length > 0).map((to) => ({ link, to }))
		);
		if (ways.length === 0) return false;
		const { link, to } = pick(ways);
		link.lines[to].receive(link.ways[to].shift()!);
		await turn();
		return true;
	}

	/** Delivers everything, until nothing more is said. */
	async quiet(random: Random): Promise<void> {
		for (let silent = 0; silent < 3;) {
			if (await this.deliver(random)) silent = 0;
			else {
				silent += 1;
				await turn();
			}
		}
	}

	#line(link: Link, at: 0 | 1): SyncConnection {
		const to = at === 0 ? 1 : 0;
		return link.ends[at].at.gate.connect(link.ends[to].name, {
			send: (message) => link.ways[to].push(message),
			ended: (why) => this.ended.push(why),
			synced: () => (link.synced[at] = true)
		});
	}
}
