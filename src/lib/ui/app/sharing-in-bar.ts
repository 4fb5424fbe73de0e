import type { OpenedWorkspace } from '../session/opened';
import { clauses } from '../kit/text/listing';
import type { ShellSharing } from './shell/place';
import { connectionText } from '../sharing/connection-text';
import { placeName } from '../sharing/place-name';
import { shownOrganizationName } from '../words/shown-organization-name';

/** What the bar shows about sharing. Read inside a `$derived` or a template. */
export function sharingInBar({ workspace, record }: OpenedWorkspace, href: string): ShellSharing {
	if (!record.sharing?.on) return { href, connection: null, present: [] };
	const { state } = workspace.sharing;
	return {
		href,
		connection: connectionText(state),
		present: state.peers.map(({ id, name, colour, organization, place }) => {
			const acting = organization === null ? '' : shownOrganizationName(workspace.snapshot, organization);
			return {
				id,
				name: name || acting,
				colour,
				detail: clauses([acting, placeName(place)].filter(Boolean))
			};
		})
	};
}
