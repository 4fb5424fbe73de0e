import { m } from '$lib/paraglide/messages';
import type { OperationAccess } from '$lib/views/product-page/operations';
import { listing } from '../kit/text/listing';
import { permissionName, permissionNames } from '../words/permission-name';

/** Why an operation is not there for the acting organization, and who could change that; empty where it is there. */
export function deniedText(access: OperationAccess): string {
	const { permission, held, dormantFrom, couldAuthorize } = access;
	if (access.allowed) return '';
	if (access.deleted) return m.operations_denied_deleted();
	const names = (parties: { name: string }[]) => listing(parties.map(({ name }) => name));
	return [
		m.operations_denied_needs({ permission: permissionName(permission) }),
		held.length > 0
			? m.operations_denied_held({ held: permissionNames(held) })
			: m.operations_denied_nothing(),
		dormantFrom.length > 0 ? m.operations_denied_dormant({ names: names(dormantFrom) }) : '',
		couldAuthorize.length > 0 ? m.operations_denied_could({ names: names(couldAuthorize) }) : ''
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}
