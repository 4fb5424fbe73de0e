/** What a workspace for one partner would hold, and what it would leave out: told before it is made. */
export { omissionsOf, type Omission, type OmissionReason } from '$lib/exchange/omissions';
export { productsBetween } from '$lib/exchange/partner-extract';
