import type { OrganizationId } from '$lib/domain/facts';
import { partnersOf } from '$lib/domain/partners';
import type { Snapshot } from '$lib/domain/snapshot';
import { hrefsOf, type PageAt } from '../../pages/page-addresses';

/**
 * What the second side begins with: the partner whose page is open, else whom the acting organization authorizes, else
 * who authorizes it, else anybody; with the products that it was authorized to. Undefined where nobody else is there.
 * @returns the part of an address behind the workspace
 */
export function besideOf(
	snapshot: Snapshot,
	actor: OrganizationId,
	here: PageAt | undefined
): string | undefined {
	const isThere = (id: OrganizationId | undefined) =>
		id !== undefined && id !== actor && snapshot.organizations.get(id)?.deleted === false;
	const partners = partnersOf(snapshot, actor).map(({ partner }) => partner);
	const all = [...snapshot.organizations.keys()];
	const grantors = all.filter((id) => partnersOf(snapshot, id).some(({ partner }) => partner === actor));
	const other = [here?.ids.partner, here?.ids.grantor, ...partners, ...grantors, ...all].find(isThere);
	if (other === undefined) return undefined;
	return hrefsOf('', other).products({ tab: 'customers' }).slice('#/w//'.length);
}
