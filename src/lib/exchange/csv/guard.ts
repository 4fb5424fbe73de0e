/**
 * What a spreadsheet takes for a formula: a sign that one begins with, also behind blanks, line breaks and control
 * characters; and whatever begins with a tab or a line break. Apostrophes before it may be guards already.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{Cc}]*[=+\-@＝＋－＠])/u;

/** A cell with an apostrophe before it where a spreadsheet would take it for a formula. */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Whether `guarded` wrote this cell: an apostrophe that stands before anything else belongs to the text. */
export const isGuarded = (cell: string): boolean => cell.startsWith("'") && FORMULA.test(cell);
