import type { OrganizationId } from '$lib/domain/facts';
import { addressOf } from '../kit/addresses';
import type { ParamChanges } from '../kit/hash-address';
import { readSegment } from './lens-address';
import { allPages, type PageName, pageRow, type pages } from './pages';

/** The ids that a path asks for, in its order: `products/:product` asks for one. */
type Ids<Path extends string> = Path extends `${infer Head}/${infer Rest}`
	? [...Ids<Head>, ...Ids<Rest>]
	: Path extends `:${string}`
		? [id: string]
		: [];

/** The address of every page, as one organization sees it: `href.product(id, { tab: 'access' })`. */
export type Hrefs = {
	readonly [Name in PageName]: (
		...idsAndParams: [...Ids<(typeof pages)[Name]['path']>, params?: ParamChanges]
	) => string;
};

/** Fits `:product`. */
const isId = (part: string) => part.startsWith(':');

/**
 * The addresses (`#/…`, fit for `href`) of the pages of a workspace.
 * @param workspace its id, with the lens; pages about the current state are without it
 * @param wrap puts an address into one that also keeps the other side of the window
 */
export function hrefsOf(
	workspace: string,
	organization: OrganizationId,
	wrap = (href: string): string => href
): Hrefs {
	const base = readSegment(workspace).workspace;
	const hrefOf = (name: PageName) => {
		const { path, isOfNow } = pageRow(name);
		return (...given: (string | ParamChanges | undefined)[]) => {
			const rest = [...given];
			const parts = path.split('/').map((part) => (isId(part) ? (rest.shift() as string) : part));
			const [params] = rest as [ParamChanges?];
			return wrap(addressOf(['w', isOfNow ? base : workspace, organization, ...parts], params));
		};
	};
	return Object.fromEntries(allPages.map(({ name }) => [name, hrefOf(name)])) as unknown as Hrefs;
}

/** A page that an address names, with the ids in it: what its component is given. */
export interface PageAt {
	name: PageName;
	ids: Readonly<Record<string, string>>;
}

/** The page at an address's path (`/w/…/…/products/p:0`); undefined where there is none. */
export function pageAt(path: string): PageAt | undefined {
	const [, , , , ...parts] = path.split('/');
	const decodedParts = parts.map(decoded);
	for (const row of allPages) {
		const ids = idsIn(row.path.split('/'), decodedParts);
		if (ids) return { name: row.name, ids };
	}
	return undefined;
}

function idsIn(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
	if (pattern.length !== parts.length) return undefined;
	const ids: Record<string, string> = {};
	for (const [at, part] of pattern.entries()) {
		if (isId(part)) ids[part.slice(1)] = parts[at]!;
		else if (part !== parts[at]) return undefined;
	}
	return ids;
}

/** The acting organization in a path; '' where there is none. */
export const actorAt = (path: string): OrganizationId => decoded(path.split('/')[3] ?? '');

/** A part of an address, decoded; as it is where it cannot be decoded. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Whether the page at a path is about this browser and the current workspace, and has no lens. */
export const isOfNow = (path: string): boolean => {
	const page = pageAt(path);
	return page !== undefined && pageRow(page.name).isOfNow === true;
};

/**
 * The same place seen by another organization, for the switcher. A partner or an order has no counterpart over
 * there, so its address goes up to the list it belongs to; a product is the same product for everybody.
 */
export function addressAs(path: string, workspace: string, organization: OrganizationId): string {
	const { name, ids }: PageAt = pageAt(path) ?? { name: 'authorization', ids: {} };
	const parts = pageRow(sharedPage(name))
		.path.split('/')
		.map((part) => (isId(part) ? ids[part.slice(1)]! : part));
	return addressOf(['w', workspace, organization, ...parts]);
}

/** The page itself where every organization has it, else the nearest that it belongs to. */
function sharedPage(name: PageName): PageName {
	const { path, isForAll, under } = pageRow(name);
	return isForAll || under === undefined || !path.includes('/') ? name : sharedPage(under as PageName);
}
