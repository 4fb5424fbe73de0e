import { LazyPart } from '../kit/lazy-part.svelte';

/** The dialog that adds an organization, or changes one. */
export const organizationForm = new LazyPart(async () => (await import('./OrganizationForm.svelte')).default);
