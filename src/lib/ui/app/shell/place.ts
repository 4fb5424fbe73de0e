import type { OrganizationId } from '$lib/domain/facts';
import type { Organization } from '$lib/domain/records';
import type { Icon } from '../../kit/icon';
import type { PageName } from '../../pages/pages';
import type { RailGroup } from '../../pages/rail-groups';

/** How much there is in a place. */
export interface PlaceCount {
	value: number;
	/** What is counted, for those who do not see the place: "2 expectations". */
	text: string;
	/** It counts what is wrong. */
	isTrouble?: boolean;
}

/** One place of the rail. */
export interface Place {
	name: PageName;
	/** Its group; between two groups there is a line. */
	group: RailGroup;
	label: string;
	href: string;
	/** None is shown where there is nothing. */
	count?: PlaceCount | undefined;
	icon?: Icon;
	/** Whether the page belongs to it. */
	current: boolean;
	/** The keys that jump there, for display: `g p`. */
	keys?: string;
}

/** An organization, as the bar shows it. */
export interface ShellOrganization {
	id: string;
	name: string;
	colour: string;
	account?: string;
	/** Another's name looks the same: the account tells them apart. */
	looksLikeAnother?: boolean;
	/** The address of this place, acting as it. */
	href: string;
	/** This browser can act for it, and not only look at its view. */
	mayAct: boolean;
}

/** Whether organizations are just as they were shown, in the same order. */
export const areAsShown = (
	shown: readonly ShellOrganization[],
	now: readonly Organization[],
	actable: ReadonlySet<OrganizationId>
): boolean =>
	shown.length === now.length &&
	now.every(({ id, name, account, colour }, at) => {
		const was = shown[at]!;
		const isSame = was.id === id && was.name === name && was.account === account && was.colour === colour;
		return isSame && was.mayAct === actable.has(id);
	});

/** What the bar shows about sharing. */
export interface ShellSharing {
	/** The page about it. */
	href: string;
	/** Null while it is not shared. */
	connection: { label: string; tone: string; detail: string } | null;
	/** The connected peers. */
	present: readonly { id: string; name: string; colour: string; detail?: string }[];
}
