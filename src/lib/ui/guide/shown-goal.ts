import type { Operation, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';

/** What a step is about, in a workspace. What it needs is there, or the step leads nowhere. */
export type ShownGoal =
	| { do: 'add-partner'; to: OrganizationId }
	| { do: 'authorize'; to: OrganizationId; product: ProductId; permission: Permission; thirdParty: boolean }
	/** Of a product, or of whichever it is possible. */
	| { do: 'set-third-party'; to: OrganizationId; product: ProductId | undefined; kind: Kind; on: boolean }
	/** One permission, or all that is granted. */
	| {
			do: 'revoke';
			to: OrganizationId;
			product: ProductId | undefined;
			permission: Permission | undefined;
	  }
	| { do: 'order'; product: ProductId | undefined; invoiceTo: OrganizationId | undefined }
	| { do: 'work'; product: ProductId; operation: Operation | undefined }
	| { do: 'log'; product: ProductId }
	/** Nobody in particular can do it in one place: who has what of the product is where one begins. */
	| { do: 'look'; product: ProductId };
