export type { Invitation } from '../peers/invitation';
export { invitationCode, readInvitation } from '../peers/invitation';
