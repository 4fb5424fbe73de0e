import type { Permission } from '$lib/domain/permissions/permissions';

/** The sign of each permission, as the one path of an icon of 24 by 24: lines without a fill, 2 wide. */
export const permissionSigns: Record<Permission, string> = {
	'product-development':
		'M5 10h7.5A1.5 1.5 0 0 1 14 11.5V19a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19v-7.5A1.5 1.5 0 0 1 5 10zM16 3.5h3.5a1 1 0 0 1 1 1V8a1 1 0 0 1-1 1H16a1 1 0 0 1-1-1V4.5a1 1 0 0 1 1-1z',
	'panel-development':
		'M6 3.5h12a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2zM4 9h16M10 9v11.5',
	'view-logs': 'M5 5.5h14M5 10h14M5 14.5h9M5 19h6',
	purchase:
		'M2.5 4H5l2.2 11h10.6l2.7-7.5H5.8M7.8 19.3a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0M15.3 19.3a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0'
};

/** The sign of what may be passed on, a double chevron, drawn as the signs of permissions are. */
export const ONWARD_SIGN = 'm6 6.5 5.5 5.5L6 17.5M13 6.5l5.5 5.5-5.5 5.5';

/** The sign of what is gained. */
export const PLUS_SIGN = 'M12 4v16M4 12h16';

/** The sign of what is dormant, a moon, which is filled. */
export const MOON_SIGN = 'M20 14.2A8.3 8.3 0 1 1 9.8 4a6.7 6.7 0 0 0 10.2 10.2z';
