import { kindOf, kinds, type Permission, permissions } from '../../domain/permissions/permissions';
import { underscored } from '../questions';
import { grantRelation, rootRelation } from '../relationships';

/** Where a relation comes from: stated directly, or a relation of what another one points to. */
type Source = { types: string[] } | { of: string; from: string };

interface Relation {
	name: string;
	sources: Source[];
}

interface Type {
	name: string;
	relations: Relation[];
}

/**
 * One standing stands for an organization on a product. `below` is asked at a root and goes down grant by grant, and meets
 * the organization only at the end, so that each tuple says who granted. Each relation has one recursive source:
 * OpenFGA took it for a simple recursion where there are two, so a grant of what includes another permission is
 * written as a tuple of each.
 */
function standingRelations(permission: Permission): Relation[] {
	const word = underscored(permission);
	const [leaf, relay] = [grantRelation(permission, false), grantRelation(permission, true)];
	return [
		{ name: leaf, sources: [{ types: ['standing'] }] },
		{ name: relay, sources: [{ types: ['standing'] }] },
		{
			name: `${word}_below`,
			sources: [
				{ of: 'holder', from: leaf },
				{ of: 'holder', from: relay },
				{ of: `${word}_below`, from: relay }
			]
		},
		{
			name: `${word}_relays`,
			sources: [
				{ of: 'holder', from: relay },
				{ of: `${word}_relays`, from: relay }
			]
		}
	];
}

function productRelations(permission: Permission): Relation[] {
	const word = underscored(permission);
	const root = rootRelation(kindOf(permission));
	const own: Source = { of: 'holder', from: root };
	return [
		{ name: word, sources: [own, { of: `${word}_below`, from: root }] },
		{ name: `authorize_${word}`, sources: [own, { of: `${word}_relays`, from: root }] }
	];
}

const types: readonly Type[] = [
	{ name: 'organization', relations: [] },
	{
		name: 'standing',
		relations: [
			{ name: 'holder', sources: [{ types: ['organization'] }] },
			...permissions.flatMap(standingRelations)
		]
	},
	{
		name: 'product',
		relations: [
			{ name: 'owner', sources: [{ types: ['organization'] }] },
			{ name: 'maker', sources: [{ types: ['organization'] }] },
			...kinds.map((kind) => ({ name: rootRelation(kind), sources: [{ types: ['standing'] }] })),
			...permissions.flatMap(productRelations)
		]
	}
];

const sourceText = (source: Source): string =>
	'types' in source ? `[${source.types.join(', ')}]` : `${source.of} from ${source.from}`;

/** The model in OpenFGA's own language. */
export const openfgaModel = (): string =>
	[
		'model',
		'  schema 1.1',
		...types.flatMap(({ name, relations }) => [
			`type ${name}`,
			...(relations.length > 0 ? ['  relations'] : []),
			...relations.map((each) => `    define ${each.name}: ${each.sources.map(sourceText).join(' or ')}`)
		]),
		''
	].join('\n');

const sourceJson = (source: Source): object =>
	'types' in source
		? { this: {} }
		: { tupleToUserset: { tupleset: { relation: source.from }, computedUserset: { relation: source.of } } };

/** The same model as OpenFGA's API takes it. */
export const openfgaModelJson = (): object => ({
	schema_version: '1.1',
	type_definitions: types.map(({ name, relations }) => ({
		type: name,
		relations: Object.fromEntries(
			relations.map(({ name: relation, sources }) => [
				relation,
				sources.length === 1 ? sourceJson(sources[0]!) : { union: { child: sources.map(sourceJson) } }
			])
		),
		metadata:
			relations.length === 0
				? null
				: {
						relations: Object.fromEntries(
							relations.map(({ name: relation, sources }) => [
								relation,
								{
									directly_related_user_types: sources.flatMap((source) =>
										'types' in source ? source.types.map((type) => ({ type })) : []
									)
								}
							])
						)
					}
	}))
});
