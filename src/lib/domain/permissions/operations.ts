import type { Operation } from '../facts';
import type { Permission } from './permissions';

/** The permission that each operation is done under. */
export const permissionFor: Record<Operation, Permission> = {
	'product-development': 'product-development',
	'product-configuration': 'product-development',
	'panel-development': 'panel-development',
	tscc: 'product-development'
};
