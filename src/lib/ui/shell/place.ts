import type { Icon } from '../kit/icon';

/** One place of the rail. */
export interface Place {
	label: string;
	href: string;
	icon: Icon;
	/** Whether the page belongs to it. */
	current: boolean;
	/** The keys that jump there, for display: `g p`. */
	keys?: string;
	/** How many things wait there. */
	count?: number;
}

/** An organization, as the bar shows it. */
export interface ShellOrganization {
	id: string;
	name: string;
	colour: string;
	account?: string;
	/** The address of this place, acting as it. */
	href: string;
}
