import { pushAll } from '$lib/domain/algorithms/push-all';
import type { Deletable } from '$lib/domain/deletion/deletables';
import type {
	DeviceId,
	Expected,
	FactId,
	Operation,
	OrderId,
	OrderStatus,
	OrganizationId,
	ProductId
} from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';

/** The same done to all of `ids`; `what` tells what those are. */
type PartBody =
	| { what: 'organizations-added'; ids: OrganizationId[] }
	| {
			what: 'organization-edited';
			ids: OrganizationId[];
			field: 'name' | 'account';
			from: string;
			to: string;
	  }
	| { what: 'organization-coloured'; ids: OrganizationId[] }
	/** Another key that may act for it, as a second device has; `name` is what the key is called, here and below. */
	| { what: 'keys-added'; ids: OrganizationId[]; name: string }
	| { what: 'recovery-key-added'; ids: OrganizationId[]; name: string }
	| { what: 'key-renamed'; ids: OrganizationId[]; name: string }
	| { what: 'key-retired'; ids: OrganizationId[]; name: string }
	/** Made for somebody else, or taken over. */
	| { what: 'reserved' | 'unreserved'; ids: OrganizationId[] }
	| { what: 'products-added'; ids: ProductId[] }
	| { what: 'product-edited'; ids: ProductId[]; field: 'pid' | 'name' | 'category'; from: string; to: string }
	| { what: 'product-remade'; ids: ProductId[]; maker: OrganizationId | null }
	| { what: 'product-based'; ids: ProductId[]; on: ProductId | null }
	| { what: 'maker-standing'; ids: ProductId[]; maker: OrganizationId; kinds: Kind[] }
	| { what: 'partners-added'; ids: OrganizationId[] }
	| { what: 'partner-renamed'; ids: OrganizationId[]; from: string; to: string }
	| {
			what: 'authorized';
			ids: ProductId[];
			grantee: OrganizationId;
			permissions: Permission[];
			thirdParty: Kind[];
	  }
	| {
			what: 'scope-changed';
			ids: ProductId[];
			grantee: OrganizationId;
			granted: Permission[];
			revoked: Permission[];
	  }
	| { what: 'revoked'; ids: ProductId[]; grantee: OrganizationId; permissions: Permission[] }
	| { what: 'third-party'; ids: ProductId[]; grantee: OrganizationId; kind: Kind; on: boolean }
	| { what: 'deleted' | 'restored'; ids: (FactId | OrganizationId)[]; of: Deletable }
	| { what: 'orders-placed'; ids: OrderId[]; invoiceEntity: OrganizationId }
	| { what: 'order-status'; ids: OrderId[]; status: OrderStatus }
	| { what: 'work-recorded'; ids: ProductId[]; operation: Operation; subject: string; value: string }
	| { what: 'device-registered'; ids: ProductId[]; serial: string }
	| { what: 'logs-added'; ids: DeviceId[]; lines: number }
	| { what: 'expected'; ids: ProductId[]; permission: Permission; expected: Expected }
	/** Nothing that this version has words for: the entry's own name of its command. */
	| { what: 'other'; ids: string[]; command: string };

/** One thing that an organization did; the interface puts it into words. */
export type Part = { by: OrganizationId } & PartBody;
export type What = Part['what'];

/** Joins parts that say the same of different records. Foundings are joined although each organization founds itself. */
export function joinedParts(parts: Part[]): Part[] {
	if (parts.length < 2) return parts;
	const byWords = new Map<string, Part>();
	for (const part of parts) {
		const by = part.what === 'organizations-added' ? '' : part.by;
		const words = JSON.stringify({ ...part, ids: [], by });
		const same = byWords.get(words);
		if (same) pushAll(same.ids, part.ids);
		else byWords.set(words, { ...part, ids: [...part.ids] });
	}
	return [...byWords.values()];
}
