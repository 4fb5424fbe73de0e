import type { Operation } from '../facts';
import type { Permission } from './permissions';

/** The permission under which each operation is done. */
export const permissionFor: Record<Operation, Permission> = {
	'product-development': 'product-development',
	'product-configuration': 'product-development',
	'panel-development': 'panel-development',
	tscc: 'product-development'
};
