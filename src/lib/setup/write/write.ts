import { pushAll } from '$lib/domain/algorithms/push-all';
import { tidy, tidyAccount, tidyIdentifier } from '../../commands/text';
import type { Snapshot } from '../../domain/snapshot';
import { kindsIn } from '../../domain/permissions/standing';
import type { Product } from '../../domain/records';
import type { Guide, Setup, SetupMaking, SetupProduct } from '../setup';
import { atOnce, type Sliced } from '../../domain/algorithms/sliced';
import type { Names } from '../state';
import { writingAuthorizations } from './authorizations';
import { writtenExpectations, writtenGuide } from './expectations';
import { unsayableRecords } from './records';
import { printSetup } from './print';
import { sayableIn } from './sayable';
import type { Unsayable } from './unsayable';

/** What a workspace says as a text. */
export interface WrittenSetup {
	setup: Setup;
	/** The keys of everything that is written, by id. */
	names: Names;
	unsayable: Unsayable[];
}

export interface SetupText extends WrittenSetup {
	text: string;
}

export interface SetupWriteOptions {
	/** The guide that stays with the workspace, speaking of its ids. */
	guide?: Guide | null;
	/** Keys that are to stay, of a text that is being edited. */
	keys?: Partial<Names>;
}

const nowhere = { line: 0, column: 0 };

/** Writes a workspace as a text, which a fresh one that has read it writes again; and lists what it cannot say. Cost: two folds. */
export function writeSetup(snapshot: Snapshot, options: SetupWriteOptions = {}): SetupText {
	const written = atOnce(writingSetup(snapshot, options));
	return { text: printSetup(written.setup), ...written };
}

/** The same without the text itself, yielding after each record and each grant. */
export function* writingSetup(
	snapshot: Snapshot,
	{ guide = null, keys }: SetupWriteOptions = {}
): Sliced<WrittenSetup> {
	const { unsayable, ...names } = sayableIn(snapshot, keys);
	const organizations = [...names.organizations].map(([id, key]) => {
		const { name, account } = snapshot.organizations.get(id)!;
		return { ...nowhere, key, name: tidy(name), account: tidyAccount(account) };
	});
	const products: SetupProduct[] = [];
	for (const [id, key] of names.products) {
		products.push(writtenProduct(snapshot.products.get(id)!, key, names, unsayable));
		yield;
	}
	const setup: Setup = {
		...{ organizations, products },
		authorizations: yield* writingAuthorizations(snapshot, { organizations, products }, names, unsayable),
		expectations: writtenExpectations(snapshot, names, unsayable),
		guide: guide && writtenGuide(guide, names, unsayable)
	};
	pushAll(unsayable, unsayableRecords(snapshot));
	return { setup, names, unsayable };
}

function writtenProduct(product: Product, key: string, names: Names, unsayable: Unsayable[]): SetupProduct {
	const { id, owner, pid, name, category, basedOn } = product;
	const making = makingOf(product, names);
	const isMade = product.making.origin !== 'proprietary' || product.making.maker !== null;
	if (isMade && making.maker === null) unsayable.push({ kind: 'maker', product: id });
	const base = basedOn === null || basedOn === id ? null : (names.products.get(basedOn) ?? null);
	if (basedOn !== null && base === null) unsayable.push({ kind: 'base', product: id });
	return {
		...{ ...nowhere, key, owner: names.organizations.get(owner)!, pid: tidyIdentifier(pid) },
		...{ name: tidy(name), category: tidy(category), making, basedOn: base }
	};
}

/** As the text says it: proprietary where its maker cannot be named. */
function makingOf({ owner, making, makerMay }: Product, { organizations }: Names): SetupMaking {
	const { origin, maker } = making;
	const key = maker === null || maker === owner ? undefined : organizations.get(maker);
	if (origin === 'proprietary' || key === undefined) return { origin: 'proprietary', maker: null };
	return { origin, maker: key, kinds: kindsIn(makerMay) };
}
