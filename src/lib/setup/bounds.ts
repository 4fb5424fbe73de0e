/** How many signs one value of a text may have: as many as the ledger keeps of one. */
export const mostSigns = 20_000;

/** How many steps a guide may have. */
export const mostGuideSteps = 200;

/** How many bytes a whole text may have. */
export const mostBytes = 10_000_000;
