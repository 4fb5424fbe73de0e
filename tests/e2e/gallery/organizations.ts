/** Organizations as a workspace may hold them, the hostile ones included. */
const names = [
	['Lumen Brands', '#3457c9'],
	['Shenzhen Brightway Electronics', '#0b7a75'],
	['华芯电子科技有限公司', '#b3401f'],
	['Nordlicht R&D', '#7a3db8'],
	['A name that is so long that no place in any bar could ever hold all of it at once', '#2a7a3b'],
	['\u202eevil\u202c <b>bold</b>', '#b0246a'],
	['🏮 Lantern Works', '#8a5a00'],
	['not a colour', 'url(x)'],
	['Ninth GmbH', '#f6e58d']
] as const;

export const organizations = names.map(([name, colour], index) => ({
	id: `o${index}`,
	name,
	colour,
	account: `account-${index}@example.com`,
	href: `#/w/demo/o${index}/authorization`
}));
