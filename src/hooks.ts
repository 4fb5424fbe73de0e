import type { Reroute } from '@sveltejs/kit';
import { beforePage } from '$lib/ui/pages/prepare-page';

/**
 * Every address is shown where it says. What it needs is loaded before that, while the page before stays: when a pointer
 * comes over a link already.
 */
export const reroute: Reroute = async ({ url }) => {
	await beforePage.prepare(url.hash);
};
