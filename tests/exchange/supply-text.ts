/** A setup of so many authorizations, a line each, whose names, accounts and PIDs repeat nothing of each other. */
export function supplyText(authorizations: number): string {
	let state = 1;
	const word = (length: number) =>
		Array.from({ length }, () => {
			state = (state * 48_271) % 2_147_483_647;
			return (state % 36).toString(36);
		}).join('');
	const list = (count: number, line: (at: number) => string) =>
		Array.from({ length: count }, (_, at) => line(at));
	return [
		'grantbook: setup 1',
		'organizations:',
		...list(40, (at) => `  org-${at}: { name: ${word(7)} Works, account: ${word(8)}@example.com }`),
		'products:',
		...list(100, (at) => `  p-${at}: { owner: org-${at % 10}, pid: ${word(16)}, name: Lamp ${word(6)} }`),
		'authorizations:',
		...list(
			authorizations,
			(at) =>
				`  - { from: org-${at % 10}, to: org-${10 + (at % 30)}, products: [p-${10 * (Math.floor(at / 30) % 10) + (at % 10)}], develop: [view-logs], purchase: yes }`
		),
		''
	].join('\n');
}
