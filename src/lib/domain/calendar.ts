/** Milliseconds from 1970 to the last moment of the calendar, and back to its first (ECMA-262, time values). */
const farthest = 8.64e15;

/** Whether a number is a moment, in milliseconds since 1970: beyond the calendar no date can be shown. */
export const isMoment = (time: number): boolean => Number.isFinite(time) && Math.abs(time) <= farthest;
