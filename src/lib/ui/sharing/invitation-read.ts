import type { Invitation } from '$lib/workspace/sharing/invitations';

let read: Invitation | undefined;

/** An invitation that was read on another page, for the one that shows it: its secret is in no address. */
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
