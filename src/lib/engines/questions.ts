import { type Permission, permissions } from '../domain/permissions/permissions';
import { noPermissions, only, type Standing, standingOf } from '../domain/permissions/standing';

/** What an engine is asked of an organization and a product: may it do something, or may it authorize others to. */
export interface EngineQuestion {
	permission: Permission;
	passing: boolean;
	/** Its place in a standing. */
	bit: Standing;
	/** What it is called where words are joined by `-`, and where they are joined by `_`. */
	action: string;
	relation: string;
}

export const underscored = (words: string): string => words.replaceAll('-', '_');

const question = (permission: Permission, passing: boolean): EngineQuestion => {
	const action = passing ? `authorize-${permission}` : permission;
	const set = only(permission);
	const bit = passing ? standingOf(noPermissions, set) : standingOf(set, noPermissions);
	return { permission, passing, bit, action, relation: underscored(action) };
};

/** Everything that an engine can be asked: eight questions. */
export const questions: readonly EngineQuestion[] = permissions.flatMap((each) => [
	question(each, false),
	question(each, true)
]);

/** The yes to every question. */
export const everyAnswer: Standing = questions.reduce((all, { bit }) => all | bit, 0);
