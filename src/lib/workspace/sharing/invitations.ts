export type { Invitation, InvitationProblem } from '$lib/peers/invitation';
export { invitationCode, readInvitation } from '$lib/peers/invitation';
