import type { Invitation } from '$lib/workspace/sharing/invitations';

let read: Invitation | undefined;

/** Passes an invitation that was read on another page to the page that shows it, so that its secret is in no address. */
export const invitationRead = {
	put: (invitation: Invitation): void => {
		read = invitation;
	},
	/** Hands it out once. */
	take: (): Invitation | undefined => {
		const taken = read;
		read = undefined;
		return taken;
	}
};
