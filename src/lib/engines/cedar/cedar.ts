import { z } from '../zod';
import type { Assertion } from '../assertions';
import { channelNamed, readMembership } from '../channels';
import type { Engine, EngineFile, ExportedSetup } from '../engine';
import { idFromEngine } from '../engine-ids';
import { jsonIn, membersIn } from '../json-file';
import { jsonLines } from '../one-a-line';
import { cedarPolicies, cedarSchema } from './policies';
import { entitiesOf, type Entity, entityJson } from './entities';
import { cedarTests, mostCedarTests } from './tests';

const ENTITIES = 'entities.json';

const uidSchema = z.object({ type: z.string(), id: z.string() });
const reference = z.object({ __entity: uidSchema });
const entitySchema = z.object({
	uid: uidSchema,
	attrs: z.record(z.string(), reference),
	parents: z.array(uidSchema)
});

const entityText = ({ uid, attrs, parents }: Entity): string => JSON.stringify({ uid, attrs, parents });

const uidIn = (statement: string): string => JSON.stringify(entitySchema.parse(JSON.parse(statement)).uid);

export const cedar: Engine = {
	title: 'Cedar',
	limits: { hops: Infinity, ways: Infinity },
	isImpliedTold: true,

	*statements(setup) {
		for (const entity of entitiesOf(setup)) yield entityJson(entity);
	},

	files(exported, statements) {
		const expected = exported.expected.flatMap(({ assertions }) => assertions ?? []);
		return [
			{ name: 'schema.cedarschema', text: cedarSchema() },
			{ name: 'policies.cedar', text: cedarPolicies() },
			{ name: ENTITIES, text: jsonLines(statements) },
			testsFile('tests.json', exported, exported.assertions),
			...(expected.length > 0 ? [testsFile('expectations.json', exported, expected)] : [])
		];
	},

	// Tests hold entities, too, behind the name of each.
	holds: ({ name, text }) => /(^|\.json)$/.test(name) && /^\s*\[\s*\{\s*"(uid|attrs|parents)"\s*:/.test(text),

	stated: (file) => membersIn(file, jsonIn(file), entitySchema).map(entityText),

	changes(added, removed) {
		const stays = new Set(added.map(uidIn));
		const gone = removed.map(uidIn).filter((uid) => !stays.has(uid));
		return [
			...(gone.length > 0 ? [{ name: 'remove.json', text: jsonLines(gone) }] : []),
			...(added.length > 0 ? [{ name: 'upsert.json', text: jsonLines(added) }] : [])
		];
	},

	read(statement, reader) {
		const { uid, attrs, parents } = entitySchema.parse(JSON.parse(statement));
		reader.once(`${uid.type} ${uid.id}`);
		// What a channel is in follows from the organizations that are in channels.
		if (uid.type === 'Channel') return channelNamed(uid.id, true) !== null;
		const id = idFromEngine(uid.id);
		if (id === null) return false;
		if (uid.type === 'Product') {
			const owner = idFromEngine(attrs.owner?.__entity.id ?? '');
			const maker = idFromEngine(attrs.maker?.__entity.id ?? '');
			if (owner !== null) reader.owner(id, owner);
			if (maker !== null) reader.maker(id, maker);
			return owner !== null;
		}
		if (uid.type !== 'Organization') return false;
		reader.organization(id);
		let isKnown = true;
		for (const parent of parents) {
			const found = parent.type === 'Channel' ? channelNamed(parent.id, true) : null;
			if (found) readMembership(found.product, id, found.channel, reader);
			else isKnown = false;
		}
		return isKnown;
	},

	guide: (longest) => `## Loading it

Cedar is a library: what stores and distributes these files is the service around it (Amazon Verified Permissions, an
agent beside each of your services, or your own). Every instance needs the schema, the policies, and the entities that a
request touches: the organization, its ancestors, and the product.

\`\`\`sh
cedar validate --schema schema.cedarschema --policies policies.cedar
cedar run-tests --policies policies.cedar --tests tests.json
cedar authorize --policies policies.cedar --schema schema.cedarschema --entities ${ENTITIES} \\
  --principal 'Organization::"ID"' --action 'Action::"purchase"' --resource 'Product::"ID"'
\`\`\`

\`tests.json\` holds at most ${mostCedarTests} answers, each with the entities that it needs, as Cedar's tests want it. All of
the effective table is in \`table.csv\`. The longest chain here is ${longest} grants; Cedar sets no limit.

Asked: the actions \`purchase\` and so on, and \`authorize-purchase\` for passing it on.

## Keeping in step

Of a later export that was given this one, \`changes/\` holds the difference: entities to be set as a whole
(\`upsert.json\`, as for \`Entities::upsert_entities\`), and those to be taken out (\`remove.json\`, as for
\`Entities::remove_entities\`). Replace both in one step.

A grant is a parent of the grantee: the channel of the grantor. Where it may be passed on, the grantee is in the
grantor's \`relay\` channel too, and its own channels are in the grantor's.
`
};

const testsFile = (name: string, exported: ExportedSetup, assertions: readonly Assertion[]): EngineFile => ({
	name,
	text: jsonLines(cedarTests(exported.setup, assertions).map((test) => JSON.stringify(test)))
});
