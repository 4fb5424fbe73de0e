import type { Permission } from '$lib/domain/permissions/permissions';
import { m } from '$lib/paraglide/messages';

const names: Record<Permission, () => string> = {
	'product-development': m.refusals_permission_product_development,
	'panel-development': m.refusals_permission_panel_development,
	'view-logs': m.refusals_permission_view_logs,
	purchase: m.refusals_permission_purchase
};

/** The permission's name, as the interface writes it everywhere. */
export const permissionName = (permission: Permission): string => names[permission]();
