/** How large a supply network is made. */
export interface NetworkSize {
	organizations: number;
	products: number;
	/** About how many. */
	grants: number;
	/** How many partners an organization has, and products each is given, of what the smallest network has. */
	partners: number;
	/** Authorizations are acts of one product or a few, as people make them; else of all that a partner is given. */
	inSmallActs: boolean;
}

/** From what is there at once to the largest that is measured. */
export const networkSizes = [
	{ organizations: 40, products: 400, grants: 2_000, partners: 1, inSmallActs: false },
	{ organizations: 100, products: 1_000, grants: 10_000, partners: 2, inSmallActs: true },
	{ organizations: 225, products: 4_500, grants: 45_000, partners: 2, inSmallActs: true },
	{ organizations: 500, products: 10_000, grants: 100_000, partners: 2, inSmallActs: true },
	{ organizations: 1_000, products: 20_000, grants: 200_000, partners: 2, inSmallActs: true }
] as const satisfies readonly NetworkSize[];
