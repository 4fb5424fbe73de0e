import { type Entry, newestForm, type FactOutline, type OutlinedEntry } from '../domain/entry';
import {
	type EntryId,
	type Fact,
	type FactOf,
	type GrantId,
	type KeyId,
	localRef,
	type OrganizationId
} from '../domain/facts';
import { permissions } from '../domain/permissions/permissions';
import { actionIn, signatureIn } from './entry-bytes';
import { type Author, cellOf, factCode, type PackedEntries, perEntry, type Unusual } from './packed-entries';

/** What many entries name, by number, across all that was sent. */
interface Shared {
	readonly workspace: string;
	readonly authors: Author[];
	readonly names: string[];
	readonly outlines: FactOutline[];
}

/** The entries of one message, as they were sent. */
interface Block extends Pick<PackedEntries, 'bytes' | 'text' | 'cells' | 'counts' | 'times' | 'facts'> {
	readonly shared: Shared;
	readonly unusual: Unusual;
}

/**
 * The page's side of a line: entries of what the Worker, which is the same app, has packed. A page keeps them as they were
 * sent, in a quarter of the memory that their facts take: these are read each time they are asked for.
 */
export class EntryUnpacker {
	readonly #shared: Shared;
	/** The id of the latest entry of each author: the key's next one names it. */
	readonly #latest = new Map<KeyId, EntryId>();

	constructor(workspace: string) {
		this.#shared = { workspace, authors: [], names: [], outlines: [] };
	}

	unpack(packed: PackedEntries): Entry[] {
		const { authors, names, outlines, ids, previous, bytes, text, cells, counts, times, facts } = packed;
		const shared = this.#shared;
		for (const each of authors) shared.authors.push(each);
		for (const each of names) shared.names.push(each);
		for (const each of outlines) shared.outlines.push(each);
		const unusual = JSON.parse(packed.unusual) as Unusual;
		const block: Block = { bytes, text, cells, counts, times, facts, shared, unusual };
		const exceptions = JSON.parse(previous) as Record<number, EntryId | ''>;
		return (JSON.parse(ids) as EntryId[]).map((id, place) => {
			const key = shared.authors[cells[place * perEntry + cellOf.author]!]![0];
			const before = exceptions[place] ?? this.#latest.get(key)!;
			this.#latest.set(key, id);
			return new PackedEntry(id, before, block, place);
		});
	}
}

/** An entry of a message. There are a great many: what would make each one longer is a function below it. */
class PackedEntry implements OutlinedEntry {
	constructor(
		readonly id: EntryId,
		readonly previous: EntryId | '',
		private readonly block: Block,
		private readonly place: number
	) {}

	get v(): Entry['v'] {
		return newestForm;
	}

	get workspace(): string {
		return this.block.shared.workspace;
	}

	get key(): KeyId {
		return this.block.shared.authors[cellIn(this.block, this.place, cellOf.author)]![0];
	}

	get organization(): OrganizationId | '' {
		return this.block.shared.authors[cellIn(this.block, this.place, cellOf.author)]![1];
	}

	get seq(): number {
		return this.block.counts[2 * this.place]!;
	}

	get stamp(): number {
		return this.block.counts[2 * this.place + 1]!;
	}

	get at(): number {
		return this.block.times[this.place]!;
	}

	get action(): string {
		return this.block.unusual[this.place]?.[0] ?? actionIn(this.block.bytes, this.place);
	}

	get command(): string {
		return this.block.shared.names[cellIn(this.block, this.place, cellOf.command)]!;
	}

	get outline(): FactOutline {
		return this.block.shared.outlines[cellIn(this.block, this.place, cellOf.outline)]!;
	}

	get signature(): string {
		return this.block.unusual[this.place]?.[1] ?? signatureIn(this.block.bytes, this.place);
	}

	get facts(): Fact[] {
		for (let at = 0; at < recent.length; at++) if (recent[at] === this) return recentFacts[at]!;
		const facts = factsIn(this.block, this.place, this.outline.count);
		recent[earliest] = this;
		recentFacts[earliest] = facts;
		earliest = (earliest + 1) % fewRecent;
		return facts;
	}
}

/** What was read last: several facts of one entry, or of a few in turn, are asked for one after the other. */
const recent: Entry[] = [];
const recentFacts: Fact[][] = [];
const fewRecent = 4;
/** Whose place the next one takes. */
let earliest = 0;

/** Flags on so many grants of the same entry, whose indices begin at a place. */
function flagsOf(on: boolean, indices: ArrayLike<number>, begin: number, count: number): FactOf<'flags'> {
	const grants = new Array<GrantId>(count);
	for (let nth = 0; nth < count; nth++) grants[nth] = localRef(indices[begin + nth]!);
	return { table: 'flags', on, grants };
}

/** Those that most are, off and on, by the index of their one grant: entries share them, as nobody writes a fact. */
const usualFlags = Array.from({ length: 16 }, (_, index) =>
	[false, true].map((on) => flagsOf(on, [index], 0, 1))
);

const cellIn = ({ cells }: Block, place: number, which: number): number => cells[place * perEntry + which]!;

/** The facts of an entry: see `factCode`. */
function factsIn(block: Block, place: number, count: number): Fact[] {
	const { facts, text, shared } = block;
	// As long as it will be: what grows takes room for more.
	const read = new Array<Fact>(count);
	let at = cellIn(block, place, cellOf.facts);
	for (let index = 0; index < count; index++) {
		const code = facts[at]!;
		const rest = code >> 2;
		const first = facts[at + 1]!;
		const second = facts[at + 2]!;
		at += 3;
		switch (code & 3) {
			case factCode.grant:
				read[index] = {
					table: 'grants',
					product: shared.names[first]!,
					grantee: shared.names[second]!,
					permission: permissions[rest]!
				};
				break;
			case factCode.flags: {
				const usual = first === 1 ? usualFlags[second] : undefined;
				read[index] = usual ? usual[rest]! : flagsOf(rest === 1, facts, at - 1, first);
				at += first - 1;
				break;
			}
			default:
				read[index] = JSON.parse(text.slice(first, second)) as Fact;
		}
	}
	return read;
}
