import { accountMalformed } from '../../commands/organizations';
import { tidy, tidyAccount, tidyIdentifier } from '../../commands/text';
import type { OrganizationId } from '../../domain/facts';
import type { Organization, Product } from '../../domain/records';
import type { Snapshot } from '../../domain/snapshot';
import { folded, foldedAccount, invisibleIn } from '../../domain/text/text';
import { byUnits } from '../effective';
import { keysFor } from '../keys';
import type { Names } from '../state';
import type { LeftOutWhy, Unsayable } from './unsayable';

/** The organizations and products that a text can name, with their keys, in the order of these. */
export interface Sayable extends Names {
	unsayable: Unsayable[];
}

/**
 * Finds what can be written: what is there, has a name, and has an account or a PID that can be read and that no other has;
 * of several the first by id.
 * @param has keys that are to stay
 */
export function sayableIn(snapshot: Snapshot, has?: Partial<Names>): Sayable {
	const unsayable: Unsayable[] = [];
	const organizations = [...snapshot.organizations.values()].filter(({ deleted }) => !deleted).sort(byId);
	const byAccount = new Set<string>();
	const sayable = organizations.filter((organization) => {
		const why = organizationFault(organization, byAccount);
		if (why) unsayable.push({ kind: 'organization', organization: organization.id, why });
		return !why;
	});
	const organizationKeys = keysFor(
		sayable
			.map(({ id, account }) => ({ id, account: tidyAccount(account) }))
			.sort((one, other) => byUnits(one.account, other.account))
			.map(({ id, account }) => ({ id, calledBy: account.slice(0, account.lastIndexOf('@')) })),
		has?.organizations
	);
	const byPid = new Set<string>();
	const products = [...snapshot.products.values()]
		.filter(({ deleted }) => !deleted)
		.sort(byId)
		.filter((product) => {
			const why = productFault(product, organizationKeys, byPid);
			if (why) unsayable.push({ kind: 'product', product: product.id, why });
			return !why;
		});
	const accountOf = (id: OrganizationId) => tidyAccount(snapshot.organizations.get(id)!.account);
	const productKeys = keysFor(
		products
			.map(({ id, owner, pid, name }) => ({ id, account: accountOf(owner), pid: tidyIdentifier(pid), name }))
			.sort((one, other) => byUnits(one.account, other.account) || byUnits(one.pid, other.pid))
			.map(({ id, name }) => ({ id, calledBy: name })),
		has?.products
	);
	return { organizations: byKey(organizationKeys), products: byKey(productKeys), unsayable };
}

const byId = (one: { id: string }, other: { id: string }): number => byUnits(one.id, other.id);

const byKey = (keys: ReadonlyMap<string, string>): Map<string, string> =>
	new Map([...keys].sort(([, one], [, other]) => byUnits(one, other)));

function organizationFault({ name, account }: Organization, taken: Set<string>): LeftOutWhy | undefined {
	if (tidy(name) === '') return 'name-empty';
	if (accountMalformed(account)) return 'account-malformed';
	return takes(taken, foldedAccount(account)) ? undefined : 'account-second';
}

function productFault(
	{ name, pid, owner }: Product,
	organizations: ReadonlyMap<OrganizationId, string>,
	taken: Set<string>
): LeftOutWhy | undefined {
	if (!organizations.has(owner)) return 'rests-on';
	if (tidy(name) === '') return 'name-empty';
	const mark = tidyIdentifier(pid);
	if (mark === '' || invisibleIn(mark) !== undefined) return 'pid-malformed';
	return takes(taken, folded(mark)) ? undefined : 'pid-second';
}

function takes(taken: Set<string>, form: string): boolean {
	if (taken.has(form)) return false;
	taken.add(form);
	return true;
}
