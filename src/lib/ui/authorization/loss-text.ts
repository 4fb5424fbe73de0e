import { toList } from '$lib/domain/permissions';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { organizationName, productName } from '$lib/views/names';
import type { Loss } from '$lib/views/revocation-consequences';
import { listing } from '../listing';
import { permissionName } from '../permission-name';
import { shownName } from './shown-name';

const MOST = 20;

/** Who loses what, a sentence for each organization, none twice; beyond twenty only their number. */
export function lossTexts(snapshot: Snapshot, losses: readonly Loss[]): string[] {
	const said = losses.slice(0, MOST).map((loss) => lossText(snapshot, loss));
	if (losses.length > MOST) said.push(m.authorization_and_more({ count: losses.length - MOST }));
	return [...new Set(said)];
}

function lossText(snapshot: Snapshot, { organization: id, products }: Loss): string {
	const organization = shownName(organizationName(snapshot, id));
	const nameOf = ({ product }: Loss['products'][number]) => shownName(productName(snapshot, product));
	const [only, another] = products;
	return only && !another
		? m.permissions_loses({
				organization,
				product: nameOf(only),
				permissions: listing(toList(only.permissions).map(permissionName), 4)
			})
		: m.permissions_loses_many({
				organization,
				count: products.length,
				products: listing(products.map(nameOf))
			});
}
