import { type Origin, origins } from '$lib/domain/facts';

/** The origin that an address names; undefined where it names none, for an address can say anything. */
export const originOf = (text: string): Origin | undefined => origins.find((each) => each === text);
