import type { Kind } from '$lib/domain/permissions/permissions';
import { m } from '$lib/paraglide/messages';

/** A kind of authorization as one word of a list. */
export const kindName = (kind: Kind): string =>
	kind === 'develop' ? m.products_kind_develop() : m.products_kind_purchase();
