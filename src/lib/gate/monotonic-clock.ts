/**
 * Milliseconds by the one clock that allowances, bans and signs of life go by: it begins somewhere, and never goes back,
 * whatever becomes of the date. What a person is shown has the date instead.
 */
export const monotonicNow = (): number => performance.now();
