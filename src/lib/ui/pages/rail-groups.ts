/** The groups of the rail, in its order: what one does, what one finds out, what all of it stands in. */
export const railGroups = ['work', 'insight', 'workspace'] as const;
export type RailGroup = (typeof railGroups)[number];
