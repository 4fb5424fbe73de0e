import { m } from '$lib/paraglide/messages';
import type { Holding } from '$lib/views/products/grantors';
import { enumeration, listing } from '../kit/text/listing';

/** From whom a permission is held, in words alone. */
export const grantedByText = ({ asMaker, grantedBy }: Pick<Holding, 'asMaker' | 'grantedBy'>): string =>
	enumeration([
		...(asMaker ? [m.products_as_maker()] : []),
		...(grantedBy.length > 0 ? [listing(grantedBy.map(({ name }) => name))] : [])
	]);
