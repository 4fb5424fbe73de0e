/**
 * What OpenFGA's documentation says of a check, and nothing that this project says: a relation of an object holds for a
 * user if its rewrite does, by the tuples. https://openfga.dev/docs/configuration-language
 */
export interface StoredTuple {
	user: string;
	relation: string;
	object: string;
}

type Rewrite =
	| { this: object }
	| { computedUserset: { relation: string } }
	| { tupleToUserset: { tupleset: { relation: string }; computedUserset: { relation: string } } }
	| { union: { child: Rewrite[] } };

interface Definition {
	type: string;
	relations: Record<string, Rewrite>;
	metadata: {
		relations: Record<string, { directly_related_user_types: { type: string }[] }>;
	} | null;
}

export interface AuthorizationModel {
	type_definitions: Definition[];
}

/** Answers checks of one store. A tuple that the model does not allow is refused, as the server does. */
export function openfgaStore({ type_definitions }: AuthorizationModel, tuples: readonly StoredTuple[]) {
	const types = new Map(type_definitions.map((each) => [each.type, each]));
	const typeOf = (id: string) => id.slice(0, id.indexOf(':'));
	const related = new Map<string, string[]>();
	for (const { user, relation, object } of tuples) {
		const direct =
			types.get(typeOf(object))?.metadata?.relations[relation]?.directly_related_user_types ?? [];
		const isId = [user, object].every((id) => /^[^\s:#]+:[^\s:#]+$/.test(id) && id.length <= 256);
		if (!isId || !direct.some(({ type }) => type === typeOf(user)))
			throw new Error(`${user} ${relation} ${object} is not of the model`);
		const key = `${object}#${relation}`;
		const own = related.get(key);
		if (own?.includes(user)) throw new Error(`${user} ${relation} ${object} is there twice`);
		if (own) own.push(user);
		else related.set(key, [user]);
	}

	/** `asked` are the questions that this one is part of: to come back to one gives nothing. */
	function check(user: string, relation: string, object: string, asked: ReadonlySet<string>): boolean {
		const key = `${object}#${relation}`;
		if (asked.has(key)) return false;
		const rewrite = types.get(typeOf(object))?.relations[relation];
		if (!rewrite) throw new Error(`${key} is not of the model`);
		const next = new Set(asked).add(key);
		const holds = (each: Rewrite): boolean => {
			if ('this' in each) return related.get(key)?.includes(user) ?? false;
			if ('computedUserset' in each) return check(user, each.computedUserset.relation, object, next);
			if ('union' in each) return each.union.child.some(holds);
			const { tupleset, computedUserset } = each.tupleToUserset;
			return (related.get(`${object}#${tupleset.relation}`) ?? []).some((to) =>
				check(user, computedUserset.relation, to, next)
			);
		};
		return holds(rewrite);
	}
	return (user: string, relation: string, object: string) => check(user, relation, object, new Set());
}
