import type { Making, ProductId } from './facts';
import type { Stating } from './entry';
import { type Field, Stated } from './merge/field';

/** The changeable fields of a product. */
export interface ProductVersions {
	pid: Field<string>;
	name: Field<string>;
	category: Field<string>;
	making: Field<Making>;
	basedOn: Field<ProductId | null>;
}

/** What of a product is asked for them. */
interface Versioned {
	id: ProductId;
	versions: ProductVersions | Stating;
	pid: string;
	name: string;
	category: string;
	making: Making;
	basedOn: ProductId | null;
}

/** What a product's fields were given: where it never changed, what it began with, and that is not kept a second time. */
export function versionsOf(product: Versioned): ProductVersions {
	const { id, versions, pid, name, category, making, basedOn } = product;
	if ('pid' in versions) return versions;
	const index = Number(id.slice(versions.id.length + 1));
	const first = <T>(value: T): Field<T> => [new Stated(value, versions, index)];
	return {
		...{ pid: first(pid), name: first(name), category: first(category) },
		...{ making: first(making), basedOn: first(basedOn) }
	};
}
