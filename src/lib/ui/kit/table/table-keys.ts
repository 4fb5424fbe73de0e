/** A cell by the index of its row and of its column. */
export interface CellAt {
	row: number;
	column: number;
}

const PAGE = 10;

/** The cell that a key leads to, kept inside the table; undefined for other keys. */
export function cellAfterKey(
	{ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
	{ row, column }: CellAt,
	rows: number,
	columns: number
): CellAt | undefined {
	const far = ctrlKey || metaKey;
	const target = {
		ArrowDown: { row: row + 1, column },
		ArrowUp: { row: row - 1, column },
		ArrowRight: { row, column: column + 1 },
		ArrowLeft: { row, column: column - 1 },
		PageDown: { row: row + PAGE, column },
		PageUp: { row: row - PAGE, column },
		Home: { row: far ? 0 : row, column: 0 },
		End: { row: far ? rows - 1 : row, column: columns - 1 }
	}[key];
	if (!target) return undefined;
	return {
		row: Math.min(Math.max(target.row, 0), rows - 1),
		column: Math.min(Math.max(target.column, 0), columns - 1)
	};
}

const WIDGETS = 'a[href], button, input, select, textarea';

/** What can be operated inside a cell. */
export const widgetsIn = (cell: Element): HTMLElement[] => [...cell.querySelectorAll<HTMLElement>(WIDGETS)];

/** Whether an element uses the arrow keys itself. */
export const ownsArrows = (element: Element): boolean =>
	element.matches('select, textarea, [role=combobox], input:not([type=checkbox]), [role=tab]');

/**
 * Called as Tab is pressed inside a grid: for this one step only the row that has the focus, and the cell to come back
 * to, can be tabbed into. A table of a thousand buttons is then a few stops long.
 */
export function confineTab(grid: HTMLElement, focused: Element): void {
	const row = focused.closest('[role=row]');
	const shut = [...grid.querySelectorAll<HTMLElement>(`.body :is(${WIDGETS}, [tabindex="0"])`)].filter(
		(element) =>
			element.tabIndex >= 0 && element.closest('[role=row]') !== row && !element.hasAttribute('data-cell')
	);
	const before = shut.map((element) => element.getAttribute('tabindex'));
	for (const element of shut) element.tabIndex = -1;
	setTimeout(() => {
		shut.forEach((element, index) => {
			const was = before[index];
			if (was === null || was === undefined) element.removeAttribute('tabindex');
			else element.setAttribute('tabindex', was);
		});
	});
}
