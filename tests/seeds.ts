/**
 * How often a property is tried where it is usually tried so many times: `GRANTBOOK_SEEDS=20` tries it twenty times as
 * often. `npm test` goes by the usual number, `npm run test:more` and `npm run test:long` by more.
 */
export const runs = (usual: number): number => Math.ceil(usual * Number(process.env.GRANTBOOK_SEEDS ?? 1));

/** What random choices begin from: fixed, unless `HISTORIES_SEED=7` explores. */
export const seed = Number(process.env.HISTORIES_SEED ?? 20_250_101);
