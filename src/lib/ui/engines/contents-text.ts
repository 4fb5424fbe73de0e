import { m } from '$lib/paraglide/messages';
import { enumeration } from '../kit/text/listing';

/** How many organizations, products and grants an export has. */
export const contentsText = (organizations: number, products: number, grants: number): string =>
	enumeration([
		m.organizations_count({ count: organizations }),
		m.products_count({ count: products }),
		m.engines_grants({ count: grants })
	]);
