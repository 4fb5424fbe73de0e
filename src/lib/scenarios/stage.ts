import { kinds } from '$lib/domain/permissions/permissions';
import type { Actor, Prop, Wave } from './scenario';

/** Founds every organization of the cast. */
export const foundCast =
	(cast: readonly Actor[]): Wave =>
	({ language }) =>
		cast.map(({ name, account, colour }) => ({
			actor: null,
			command: { command: 'add-organization', name: name[language], account, colour }
		}));

/** Adds products that are based on none, or on products that are there. */
export const addProducts =
	<Key extends string>(cast: Readonly<Record<Key, Actor>>, props: readonly Prop<Key>[]): Wave =>
	(found) =>
		props.map(({ name, pid, category, owner, origin, maker, makerKinds = kinds, basedOn }) => ({
			actor: found.theOrganization(cast[owner].account),
			command: {
				command: 'add-product',
				pid,
				name: name[found.language],
				category: category[found.language],
				making:
					maker === undefined
						? { origin, maker: null }
						: { origin, maker: found.theOrganization(cast[maker].account), kinds: [...makerKinds] },
				basedOn: basedOn === undefined ? null : found.theProduct(basedOn)
			}
		}));
