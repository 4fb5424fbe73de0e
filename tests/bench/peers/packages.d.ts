/** What the benchmark uses of packages that only `npm run bench` installs; of two, the tests of engines say it. */
declare module 'sql.js' {
	interface Statement {
		get(values?: readonly (string | number)[]): unknown[];
		bind(values: readonly (string | number)[]): boolean;
		step(): boolean;
		reset(): void;
		run(values: readonly (string | number)[]): void;
	}
	export interface Database {
		run(sql: string): void;
		prepare(sql: string): Statement;
	}
	const start: () => Promise<{ Database: new () => Database }>;
	export default start;
}

declare module '@casl/ability' {
	interface Rule {
		action: string;
		subject: string;
		conditions: { id: { $in: readonly string[] } };
	}
	export function createMongoAbility(rules: readonly Rule[]): {
		can(action: string, about: object): boolean;
	};
	export function subject(type: string, about: object): object;
}
