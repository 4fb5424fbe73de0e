import { kinds, type Permission, permissions } from '../../domain/permissions/permissions';
import {
	includes,
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	toList,
	toSet
} from '../../domain/permissions/standing';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import type { TextPosition } from '../problem';
import type { SetupAuthorization, SetupProduct } from '../setup';
import { itemsOf, type Node, type TextNode, writtenText, textsIn, valueOf } from '../yaml/tree';
import type { References } from './keys-of';
import { addRepeated } from './products';

const YES: ReadonlySet<string> = new Set(['yes', 'true']);

const isPermission = (text: string): text is Permission => (permissions as readonly string[]).includes(text);

/** Reads the authorizations: what one grants another, each permission on each product once. */
export function readAuthorizations(
	section: Node | undefined,
	products: readonly SetupProduct[],
	references: References,
	placeOf: (offset: number) => TextPosition
): SetupAuthorization[] {
	const owners = new Map(products.map(({ key, owner }) => [key, owner]));
	const reading = new Reading(owners, references, placeOf);
	return itemsOf(section)
		.filter((item) => item.is === 'map')
		.map((item) => reading.entry(item));
}

class Reading {
	/** By grantor and grantee: the name that was given, and what was granted on each product. */
	readonly #pairs = new Map<string, { name: string | null; granted: Map<string, PermissionSet> }>();

	constructor(
		readonly owners: ReadonlyMap<string, string>,
		readonly references: References,
		readonly placeOf: (offset: number) => TextPosition
	) {}

	entry(item: Node): SetupAuthorization {
		const { problems } = this.references;
		const to = valueOf(item, 'to');
		const [from, grantee] = [valueOf(item, 'from'), to].map((node) =>
			this.references.key('organizations', node)
		);
		const isSelf = from !== undefined && from === grantee;
		if (to && isSelf) problems.add('grantee-self', to, { word: from });
		const permissions = this.#permissions(item);
		const flagged = this.#flagged(item, permissions);
		const pair = from === undefined || grantee === undefined || isSelf ? undefined : `${from} ${grantee}`;
		if (pair) this.#name(pair, from!, grantee!, valueOf(item, 'as'));
		const products = this.#products(item, pair, isSelf ? undefined : grantee, permissions);
		const { at } = item;
		return {
			...{ ...this.placeOf(at), from: from ?? '', to: grantee ?? '' },
			...{ as: writtenText(valueOf(item, 'as'))?.toWellFormed() ?? null, products, permissions, flagged }
		};
	}

	#permissions(item: Node): PermissionSet {
		const develop = textsIn(valueOf(item, 'develop'));
		addRepeated(develop, this.references.problems);
		const granted = toSet(develop.map(({ text }) => text).filter(isPermission)) & permissionsOfKind.develop;
		const isPurchase = YES.has(writtenText(valueOf(item, 'purchase')) ?? '');
		return granted | (isPurchase ? toSet(['purchase']) : noPermissions);
	}

	/** A kind stands for what of it the entry grants; a permission that it does not grant cannot be passed on. */
	#flagged(item: Node, granted: PermissionSet): PermissionSet {
		const { problems } = this.references;
		const flags = textsIn(valueOf(item, 'third party'));
		addRepeated(flags, problems);
		// Where nothing is granted at all, that is the mistake.
		const isIdle = granted === noPermissions && itemsOf(valueOf(item, 'products')).length > 0;
		const misspelt = misspeltIn(item);
		let flagged = noPermissions;
		for (const flag of flags) {
			const kind = kinds.find((each) => each === flag.text);
			const wanted = kind
				? permissionsOfKind[kind]
				: isPermission(flag.text)
					? toSet([flag.text])
					: noPermissions;
			flagged |= wanted & granted;
			if (wanted === noPermissions || wanted & granted || isIdle || wanted & misspelt) continue;
			const isIncluded = flag.text === 'panel-development' && includes(granted, 'product-development');
			problems.add('flag-without-grant', flag, {
				word: flag.text,
				...(isIncluded && { of: 'product-development' })
			});
		}
		return flagged;
	}

	#name(pair: string, from: string, to: string, node: Node | undefined): void {
		const known = getOrInsertComputed(this.#pairs, pair, () => ({ name: null, granted: new Map() }));
		const name = writtenText(node) ?? null;
		if (node && name !== null && known.name !== null && known.name !== name)
			this.references.problems.add('names-differ', node, { word: known.name, of: `${from} ${to}` });
		known.name ??= name;
	}

	#products(
		item: Node,
		pair: string | undefined,
		grantee: string | undefined,
		permissions: PermissionSet
	): SetupAuthorization['products'] {
		const { problems } = this.references;
		const list = item.is === 'map' ? item.entries.get('products') : undefined;
		const items = textsIn(list?.value);
		const isNothingListed = !list || (list.value.is === 'list' && list.value.items.length === 0);
		if (isNothingListed && permissions !== noPermissions) problems.add('no-products', item);
		const isGranting = permissions !== noPermissions || itemsOf(valueOf(item, 'develop')).length > 0;
		const purchase = writtenText(valueOf(item, 'purchase'));
		const mayGrant = isGranting || (purchase !== undefined && !['no', 'false'].includes(purchase));
		if (list && !isNothingListed && !mayGrant) problems.add('nothing-granted', list.keyIs);
		const granted = pair === undefined ? undefined : this.#pairs.get(pair)!.granted;
		return items.flatMap((node) => {
			const key = this.references.key('products', node);
			if (key === undefined) return [];
			if (grantee !== undefined && this.owners.get(key) === grantee)
				problems.add('grantee-owner', node, { word: key, of: grantee });
			else if (granted) this.#grant(key, node, permissions, granted);
			return [{ key, place: this.placeOf(node.at) }];
		});
	}

	/** Each permission on each product once between two. */
	#grant(key: string, node: TextNode, permissions: PermissionSet, granted: Map<string, PermissionSet>): void {
		const before = granted.get(key) ?? noPermissions;
		const twice = before & permissions;
		if (twice) this.references.problems.add('granted-twice', node, { word: key, choices: toList(twice) });
		granted.set(key, before | permissions);
	}
}

/** The kinds of which something is granted though the text says that nothing is. */
function misspeltIn(item: Node): PermissionSet {
	const [purchase, develop] = [valueOf(item, 'purchase'), valueOf(item, 'develop')];
	const isPurchase = purchase && !['yes', 'true', 'no', 'false'].includes(writtenText(purchase) ?? '');
	const isDevelop =
		develop &&
		(develop.is !== 'list' || develop.items.some((each) => !isPermission(writtenText(each) ?? '')));
	return (
		(isPurchase ? permissionsOfKind.purchase : noPermissions) |
		(isDevelop ? permissionsOfKind.develop : noPermissions)
	);
}
