import { type Entry, type FactOutline, newestForm, type OutlinedEntry } from '$lib/domain/entry';
import type { EntryId, Fact, KeyId, OrganizationId, Table } from '$lib/domain/facts';

type Fields = Omit<Entry, 'id'>;

/**
 * The end of a canonical text, behind its facts: the fields whose names come last. Nothing that looks like it can stand
 * behind it, for it ends the text.
 */
const ending = new RegExp(
	`^,"key":"([\\w-]{43})","organization":"([\\w-]{43}|)","previous":"([\\w-]{43}|)","seq":(\\d{1,16})` +
		`,"signature":"[\\w-]{86}","stamp":\\d{1,16},"v":${newestForm},"workspace":"([\\w-]{1,100})"}$`
);

/** Before each name of a table: inside a string a quotation mark is escaped. */
const beforeTable = '"table":"';

/**
 * An entry by its text, which is trusted to be one: only what its chain needs is taken out of it, the rest is read each
 * time it is asked for. A large workspace opens in a third of the time and the memory that way.
 */
class StoredEntry implements OutlinedEntry {
	readonly v = newestForm;

	constructor(
		readonly text: string,
		readonly id: EntryId,
		readonly workspace: string,
		readonly key: KeyId,
		readonly organization: OrganizationId | '',
		readonly previous: EntryId | '',
		readonly seq: number,
		readonly outline: FactOutline
	) {}

	get facts(): Fact[] {
		return fieldsOf(this).facts;
	}

	get stamp(): number {
		return fieldsOf(this).stamp;
	}

	get at(): number {
		return fieldsOf(this).at;
	}

	get action(): string {
		return fieldsOf(this).action;
	}

	get command(): string {
		return fieldsOf(this).command;
	}

	get signature(): string {
		return fieldsOf(this).signature;
	}
}

/** What was read last: several fields are asked for one after the other. */
let latest: { text: string; fields: Fields } | null = null;

function fieldsOf({ text }: StoredEntry): Fields {
	if (latest?.text !== text) latest = { text, fields: JSON.parse(text) as Fields };
	return latest.fields;
}

/** One text for equal ones, and one outline: most entries share them. */
export class StoredEntryReader {
	readonly #workspace: string;
	readonly #chains = new Map<string, { key: string; organization: string; latest: string }>();
	readonly #outlines = new Map<string, FactOutline>();

	constructor(workspace: string) {
		this.#workspace = workspace;
	}

	/**
	 * The entry of a text that was an entry of that id when it was sealed; null where it is none of this workspace in the
	 * newest form, and is to be read with every check.
	 */
	read(id: EntryId, text: string): Entry | null {
		const found = ending.exec(text.slice(text.lastIndexOf(',"key":"')));
		if (!found || found[5] !== this.#workspace) return null;
		const [, key, organization, previous, seq] = found as unknown as [string, string, string, string, string];
		let chain = this.#chains.get(key);
		if (chain?.organization !== organization)
			this.#chains.set(key, (chain = { key, organization, latest: '' }));
		const before = previous === chain.latest ? chain.latest : previous;
		chain.latest = id;
		return new StoredEntry(
			...([text, id, this.#workspace, chain.key, chain.organization] as const),
			...([before, Number(seq), this.#outlineOf(text)] as const)
		);
	}

	#outlineOf(text: string): FactOutline {
		let names = '';
		let count = 0;
		for (let at = text.indexOf(beforeTable); at >= 0; at = text.indexOf(beforeTable, at)) {
			at += beforeTable.length;
			names += text.slice(at, text.indexOf('"', at) + 1);
			count += 1;
		}
		let outline = this.#outlines.get(names);
		if (!outline) {
			outline = { tables: new Set(names.split('"').slice(0, -1) as Table[]), count };
			this.#outlines.set(names, outline);
		}
		return outline;
	}
}

/** The text of an entry that has it; undefined for another one. */
export const textOfStored = (entry: Entry): string | undefined =>
	entry instanceof StoredEntry ? entry.text : undefined;
