import { kindOf, permissions } from '$lib/domain/permissions/permissions';
import { heldIn, includes, noPermissions } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Question } from './ask';

/** As many grants as are looked at for examples. */
const mostLooked = 400;

/**
 * Questions about what is in a workspace, each of another product: whether somebody has what was granted to it, and, of one
 * that has something, whether it has the other kind too. Fewer where there is less; none without grants. Cost: a few grants.
 */
export function exampleQuestions(snapshot: Snapshot, most = 3): Question[] {
	const found: Question[] = [];
	const seen = new Set<string>();
	let looked = 0;
	for (const { grantee, product: id, permission, standing } of snapshot.grants.values()) {
		if (found.length === most || (looked += 1) > mostLooked) break;
		const product = snapshot.products.get(id);
		if (!standing || !product || product.deleted || seen.has(id)) continue;
		if (snapshot.organizations.get(grantee)?.deleted !== false) continue;
		seen.add(id);
		const held = heldIn(product.standings.get(grantee) ?? 0);
		const lacking = permissions.find((each) => !includes(held, each) && kindOf(each) !== kindOf(permission));
		const asks = found.length === 1 && held !== noPermissions ? (lacking ?? permission) : permission;
		found.push({ organization: grantee, product: id, permission: asks });
	}
	return found;
}
