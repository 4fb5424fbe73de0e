import type { Chip } from './permission-chips';

/** An organization in a chain that is drawn in a line. */
export interface StraightChainOrganization {
	name: string;
	colour: string;
	/** What it is or did there, in a few words. */
	detail?: string | undefined;
	/** It begins what is passed on. */
	isFirst?: boolean;
}

/** What one organization gave the next one. */
export interface StraightChainLink {
	chip: Chip;
	/** What it is about, beside the chip. */
	text: string;
}
