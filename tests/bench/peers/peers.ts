import { createMongoAbility, subject } from '@casl/ability';
import { preparsePolicySet, preparseSchema, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { DefaultRoleManager, newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { setFlagsFromString } from 'node:v8';
import start from 'sql.js';
import type { Entry } from '../../../src/lib/domain/entry';
import { fixedPoint, heldProducts, roots } from '../../../src/lib/domain/permissions/effective-permissions';
import { heldIn, includes } from '../../../src/lib/domain/permissions/standing';
import type { Snapshot } from '../../../src/lib/domain/snapshot';
import { cedarPolicies, cedarSchema } from '../../../src/lib/engines/cedar/policies';
import { engineId } from '../../../src/lib/engines/engine-ids';
import { questions } from '../../../src/lib/engines/questions';
import { exported, fileIn } from '../../engines/exported';

// Node 20 dies of a call to WebAssembly that it compiled into its caller.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

/** What another way of doing it answers about `purchase`. */
export interface Peer {
	check: (organization: string, product: string) => boolean | Promise<boolean>;
	/** The products that the organization holds; left out where there is no such question. */
	list?: (organization: string) => string[];
}

const { action } = questions.find(({ permission, passing }) => permission === 'purchase' && !passing)!;

/** Nothing is kept: each question grows the fixed point anew, and a list that of each product. */
export function recomputed(snapshot: Snapshot): Peer {
	const has = (organization: string, id: string) => {
		const product = snapshot.products.get(id)!;
		return includes(heldIn(fixedPoint(product, product.links).get(organization) ?? 0), 'purchase');
	};
	return {
		check: has,
		list: (organization) => [...snapshot.products.keys()].filter((product) => has(organization, product))
	};
}

/** An ability for each organization, with a rule that names what it holds. */
export function casl(snapshot: Snapshot): Peer {
	const abilities = new Map(
		[...snapshot.organizations.keys()].map((id) => {
			const conditions = { id: { $in: heldProducts(snapshot, id, 'purchase') } };
			return [id, createMongoAbility([{ action, subject: 'Product', conditions }])];
		})
	);
	return { check: (id, product) => abilities.get(id)!.can(action, subject('Product', { id: product })) };
}

const RELAYS = `WITH RECURSIVE relays(product, organization) AS (
	SELECT product, organization FROM roots WHERE ?1 IN (product, '')
	UNION SELECT l.product, grantee FROM links l JOIN relays r ON l.product = r.product AND grantor = organization
	WHERE flagged
), held(product, organization) AS (
	SELECT * FROM relays
	UNION SELECT l.product, grantee FROM links l JOIN relays r ON l.product = r.product AND grantor = organization
)`;

/** SQLite in WebAssembly: by a recursive query, and by a table of what it answers. */
export async function sql(snapshot: Snapshot): Promise<Record<'recursive' | 'materialised', Peer>> {
	const { Database } = await start();
	const database = new Database();
	database.run(
		'CREATE TABLE roots (product TEXT, organization TEXT, PRIMARY KEY (product, organization)) WITHOUT ROWID'
	);
	database.run('CREATE TABLE links (product TEXT, grantor TEXT, grantee TEXT, flagged INTEGER)');
	database.run('BEGIN');
	const [addRoot, addLink] = ['INSERT INTO roots VALUES (?, ?)', 'INSERT INTO links VALUES (?, ?, ?, ?)'].map(
		(text) => database.prepare(text)
	);
	for (const product of snapshot.products.values()) {
		for (const root of roots(product, 'purchase')) addRoot!.run([product.id, root]);
		for (const { grantor, grantee, permissions, flagged } of product.links)
			if (includes(permissions, 'purchase'))
				addLink!.run([product.id, grantor, grantee, includes(flagged, 'purchase') ? 1 : 0]);
	}
	database.run('COMMIT');
	database.run('CREATE INDEX by_grantor ON links (product, grantor)');
	database.run(
		'CREATE TABLE held (organization TEXT, product TEXT, PRIMARY KEY (organization, product)) WITHOUT ROWID'
	);
	database.run(
		`INSERT INTO held ${RELAYS.replace('?1', "''")} SELECT DISTINCT organization, product FROM held`
	);
	const peer = (check: string, list: string, all: string[]): Peer => {
		const [checking, listing] = [database.prepare(check), database.prepare(list)];
		return {
			check: (organization, product) => checking.get([product, organization])[0] === 1,
			list: (organization) => {
				const found: string[] = [];
				listing.bind([...all, organization]);
				while (listing.step()) found.push(listing.get()[0] as string);
				listing.reset();
				return found;
			}
		};
	};
	return {
		recursive: peer(
			`${RELAYS} SELECT EXISTS (SELECT 1 FROM held WHERE organization = ?2)`,
			`${RELAYS} SELECT DISTINCT product FROM held WHERE organization = ?2`,
			['']
		),
		materialised: peer(
			'SELECT EXISTS (SELECT 1 FROM held WHERE product = ? AND organization = ?)',
			'SELECT product FROM held WHERE organization = ?',
			[]
		)
	};
}

/** Casbin with what the app exports for it. */
export async function casbin(entries: readonly Entry[]): Promise<Peer> {
	const found = await exported('casbin', entries);
	const enforcer = await newEnforcer(newModelFromString(fileIn(found, 'model.conf')));
	enforcer.setRoleManager(new DefaultRoleManager(1_000));
	enforcer.setAdapter(new StringAdapter(fileIn(found, 'policy.csv')));
	await enforcer.loadPolicy();
	return {
		check: (organization, product) =>
			enforcer.enforce(`organization/${engineId(organization)}`, engineId(product), action)
	};
}

interface Uid {
	type: string;
	id: string;
}
interface Entity {
	uid: Uid;
	parents: Uid[];
}

/** Cedar with what the app exports for it; each question is given the entities that it touches. */
export async function cedar(entries: readonly Entry[]): Promise<Peer> {
	const found = await exported('cedar', entries);
	const all = new Map(
		(JSON.parse(fileIn(found, 'entities.json')) as Entity[]).map((each) => [JSON.stringify(each.uid), each])
	);
	preparseSchema('schema', cedarSchema());
	preparsePolicySet('policies', { staticPolicies: cedarPolicies() });
	const touched = (begins: Uid[]) => {
		const reached = new Map<string, Entity>();
		const open = [...begins];
		for (let uid = open.pop(); uid; uid = open.pop()) {
			const entity = all.get(JSON.stringify(uid));
			if (!entity || reached.has(JSON.stringify(uid))) continue;
			reached.set(JSON.stringify(uid), entity);
			open.push(...uidsIn(entity));
		}
		return [...reached.values()];
	};
	return {
		check: (organization, product) => {
			const principal = { type: 'Organization', id: engineId(organization) };
			const resource = { type: 'Product', id: engineId(product) };
			const { response } = statefulIsAuthorized({
				...{ principal, action: { type: 'Action', id: action }, resource, context: {} },
				...{ preparsedSchemaName: 'schema', validateRequest: true, preparsedPolicySetId: 'policies' },
				entities: touched([principal, resource])
			});
			return response?.decision === 'allow';
		}
	};
}

/** Every entity that one names. */
function uidsIn(value: unknown): Uid[] {
	if (typeof value !== 'object' || value === null) return [];
	const { type, id } = value as Partial<Uid>;
	const own = typeof type === 'string' && typeof id === 'string' ? [{ type, id }] : [];
	return [...own, ...Object.values(value).flatMap(uidsIn)];
}
