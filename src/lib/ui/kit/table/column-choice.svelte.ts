import { localNames, readLocal, writeLocal } from '../local-choice';
import { type Column, optionalColumns } from './table-column';

/** What was chosen of a table: columns that are not wanted, and columns that are, however narrow it is. */
interface Chosen {
	hidden: string[];
	kept: string[];
}

const textsIn = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** All that this browser keeps, by table; whatever else stands there is as if nothing did. */
function readAll(): Record<string, Chosen> {
	try {
		const all: unknown = JSON.parse(readLocal(localNames.shownColumns) ?? '{}');
		return Object.fromEntries(
			Object.entries(all as Record<string, Partial<Chosen> | null>).map(([table, chosen]) => [
				table,
				{ hidden: textsIn(chosen?.hidden), kept: textsIn(chosen?.kept) }
			])
		);
	} catch {
		return {};
	}
}

/** The columns that a person chose to see in a table, kept in this browser. A table is known by its columns. */
export class ColumnChoice<Row> {
	readonly #columns: () => readonly Column<Row>[];
	#all = $state.raw(readAll());
	readonly #table = $derived.by(() =>
		this.#columns()
			.map(({ key }) => key)
			.join()
	);
	readonly #chosen = $derived<Chosen>(this.#all[this.#table] ?? { hidden: [], kept: [] });
	/** Those that may be chosen or not. */
	readonly optional = $derived.by(() => optionalColumns(this.#columns()));
	/** Those that are wanted, in their order. */
	readonly shown = $derived.by(() => {
		const { hidden } = this.#chosen;
		return this.#columns().filter(
			(column) => !hidden.includes(column.key) || !this.optional.includes(column)
		);
	});
	/** Those that stay however narrow the table is. */
	readonly kept = $derived(this.#chosen.kept);

	constructor(columns: () => readonly Column<Row>[]) {
		this.#columns = columns;
	}

	/** Shows a column from now on, or does not. */
	set(key: string, on: boolean): void {
		const without = (keys: readonly string[]) => keys.filter((each) => each !== key);
		const { hidden, kept } = this.#chosen;
		this.#write(
			on
				? { hidden: without(hidden), kept: [...without(kept), key] }
				: { hidden: [...without(hidden), key], kept: without(kept) }
		);
	}

	/** As it was before anything was chosen. */
	reset(): void {
		this.#write({ hidden: [], kept: [] });
	}

	#write(chosen: Chosen): void {
		// Another table may have been chosen for meanwhile, here or in another tab.
		this.#all = { ...readAll(), [this.#table]: chosen };
		writeLocal(localNames.shownColumns, JSON.stringify(this.#all));
	}
}
