import type { Permission } from '$lib/domain/permissions/permissions';
import { type PermissionSet, toList } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import { listing } from '../kit/text/listing';

const names: Record<Permission, () => string> = {
	'product-development': m.refusals_permission_product_development,
	'panel-development': m.refusals_permission_panel_development,
	'view-logs': m.refusals_permission_view_logs,
	purchase: m.refusals_permission_purchase
};

/** The permission's name, as the interface writes it everywhere. */
export const permissionName = (permission: Permission): string => names[permission]();

const acts: Record<Permission, (inputs: { product: string }) => string> = {
	'product-development': m.permissions_act_product_development,
	'panel-development': m.permissions_act_panel_development,
	'view-logs': m.permissions_act_view_logs,
	purchase: m.permissions_act_purchase
};

/** What the permission lets one do on a product, as it follows "may": "view logs of Lamp A1". */
export const permittedAct = (permission: Permission, product: string): string =>
	acts[permission]({ product });

/** Permissions as one phrase, each by its name. */
export const permissionNames = (permissions: PermissionSet | readonly Permission[]): string =>
	listing((typeof permissions === 'number' ? toList(permissions) : permissions).map(permissionName), 4);
