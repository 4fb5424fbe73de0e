/**
 * Names of what this app keeps in the browser. Pages opened from disk share one IndexedDB with every other such
 * page, so each name says whose it is.
 */
export const registryDatabase = 'grantbook';
export const keyDatabase = 'grantbook-keys';
export const noteDatabase = 'grantbook-notes';
export const approvalDatabase = 'grantbook-approvals';
export const workspaceDatabase = (workspace: string): string => `grantbook-workspace-${workspace}`;

/** The root map of a workspace's document: entries' texts by id, not yet trusted. */
export const rootName = 'entries';

/** Held, shared, by every tab that has the workspace open: who gets it alone may rewrite the rows. */
export const openLock = (workspace: string): string => `grantbook:${workspace}:open`;
/** Held by the tab that is writing, until what it wrote is stored. */
export const writeLock = (workspace: string): string => `grantbook:${workspace}:write`;
/** Held by the tab that makes the rows into one. */
export const trimLock = (workspace: string): string => `grantbook:${workspace}:trim`;
/** Held by the tab that checks what is stored without a seal. */
export const checkLock = (workspace: string): string => `grantbook:${workspace}:check`;
/** Held while something long makes the workspace, before it is listed. */
export const makingLock = (workspace: string): string => `grantbook:${workspace}:making`;
/** Held while databases are made or removed that the list of workspaces does not name. */
export const housekeepingLock = 'grantbook:housekeeping';

export const workspaceChannel = (workspace: string): string => `grantbook:${workspace}`;
/** Where tabs tell each other that the drafts of a workspace changed. */
export const draftChannel = (workspace: string): string => `grantbook:${workspace}:drafts`;
/** Where tabs tell each other which news of a workspace was read. */
export const newsChannel = (workspace: string): string => `grantbook:${workspace}:news`;
/** Where tabs tell each other that an organization was let in or left out. */
export const approvalChannel = (workspace: string): string => `grantbook:${workspace}:approvals`;
export const registryChannel = 'grantbook:workspaces';

/** Held by the one tab that speaks with the peers of a workspace. */
export const sharingLock = (workspace: string): string => `grantbook:${workspace}:sharing`;
/** Where that tab tells the others who is there. */
export const sharingChannel = (workspace: string): string => `grantbook:${workspace}:sharing`;
