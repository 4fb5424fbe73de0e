export type { Invitation, InvitationProblem } from '$lib/peers/invitation';
export { invitationCode, invitationLink, readInvitation } from '$lib/peers/invitation';
