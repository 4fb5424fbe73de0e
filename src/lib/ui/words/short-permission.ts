import type { Permission } from '$lib/domain/permissions/permissions';
import { allPermissions, type PermissionSet, toList, withoutImplied } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';

const short: Record<Permission, () => string> = {
	'product-development': m.chains_short_product_development,
	'panel-development': m.chains_short_panel_development,
	'view-logs': m.chains_short_view_logs,
	purchase: m.chains_short_purchase
};

/** A permission in as few letters as a picture has room for. */
const shortPermission = (permission: Permission): string => short[permission]();

/** What somebody holds, in a few letters. */
export const shortPermissions = (held: PermissionSet): string =>
	held === 0
		? m.chains_holds_nothing()
		: held === allPermissions
			? m.chains_all()
			: toList(withoutImplied(held)).map(shortPermission).join(' · ');
