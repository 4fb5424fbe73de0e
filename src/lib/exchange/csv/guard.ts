/**
 * What a spreadsheet may interpret as a formula: a character that starts one, also after spaces, line breaks and control
 * characters; and anything that begins with a tab or a line break. Leading apostrophes may be guards already.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{Cc}]*[=+\-@＝＋－＠])/u;

/** Prefixes a cell with an apostrophe if a spreadsheet might interpret it as a formula. */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Whether the cell has been guarded: any other leading apostrophe belongs to the text. */
export const isGuarded = (cell: string): boolean => cell.startsWith("'") && FORMULA.test(cell);
