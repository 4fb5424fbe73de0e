import type { Expected, Origin } from '../domain/facts';
import type { Kind, Permission } from '../domain/permissions/permissions';
import type { PermissionSet } from '../domain/permissions/standing';
import type { TextPosition } from './problem';

/** The key of an organization or a product in one text. */
export type Key = string;

/** What is expected of one permission on one product: organization and product by their keys, or by their ids in a workspace. */
export interface Sentence {
	product: Key;
	permission: Permission;
	expected: Expected;
}

export type SetupMaking =
	| { origin: 'proprietary'; maker: null }
	| { origin: Exclude<Origin, 'proprietary'>; maker: Key; kinds: Kind[] };

export interface SetupOrganization extends TextPosition {
	key: Key;
	name: string;
	account: string;
}

export interface SetupProduct extends TextPosition {
	key: Key;
	owner: Key;
	pid: string;
	name: string;
	/** Empty for none. */
	category: string;
	making: SetupMaking;
	basedOn: Key | null;
}

/** One entry: the same permissions on each of its products; a partner alone where there is none. */
export interface SetupAuthorization extends TextPosition {
	from: Key;
	to: Key;
	/** The name in the text. */
	as: string | null;
	products: { key: Key; place: TextPosition }[];
	/** As granted, implied ones not added. */
	permissions: PermissionSet;
	/** Of them, what may be passed on. */
	flagged: PermissionSet;
}

export interface SetupExpectation extends TextPosition {
	sentence: Sentence;
}

export interface SetupGuideStep {
	do: string;
	/** Whoever is to do it: a key, or the id in a workspace. */
	who: Key | null;
	/** Done when the sentence holds, or when it does so no longer. */
	when: 'holds' | 'no longer';
	sentence: Sentence;
}

/** A way to follow through a workspace. In a workspace it speaks of ids instead of keys. */
export interface Guide {
	title: string;
	/** Empty for none. */
	story: string;
	steps: SetupGuideStep[];
}

/** What a text says, in its order, everything checked. Keys are the text's own. */
export interface Setup {
	organizations: SetupOrganization[];
	products: SetupProduct[];
	authorizations: SetupAuthorization[];
	expectations: SetupExpectation[];
	guide: Guide | null;
}
