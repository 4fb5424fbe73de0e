export type { Invitation, InvitationProblem } from '../peers/invitation';
export { invitationCode, readInvitation } from '../peers/invitation';
