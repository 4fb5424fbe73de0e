import { climate, homeAppliance, modules } from './categories';
import { edits } from './edits';
import { upstreamFactoryCard, upstreamFactoryCast as cast, thermostat } from './scenario-cards';
import type { Prop, Scenario } from './scenario';
import { addProducts, foundCast } from './stage';

const { aria, delta, kilo, fenix } = cast;

const purifier = 'purifp2k9m3c7h5b';
const kettle = 'kettlek3r6d1s8j4';
const board = 'boardcb10f7y2g5t';

const props: readonly Prop<keyof typeof cast>[] = [
	{
		...thermostat,
		category: climate,
		owner: 'aria',
		origin: 'proprietary'
	},
	{
		name: { en: 'Air Purifier P2', zh: '空气净化器 P2' },
		pid: purifier,
		category: climate,
		owner: 'aria',
		origin: 'proprietary'
	},
	{
		name: { en: 'Kettle K3', zh: '电热水壶 K3' },
		pid: kettle,
		category: homeAppliance,
		owner: 'aria',
		origin: 'oem',
		maker: 'delta'
	},
	{
		name: { en: 'Control Board CB-10', zh: '控制板 CB-10' },
		pid: board,
		category: modules,
		owner: 'delta',
		origin: 'proprietary'
	}
];

/** The second scenario: what a brand owner lets its manufacturer buy, the manufacturer passes on to who makes the boards. */
export const upstreamFactory: Scenario = {
	...upstreamFactoryCard,
	opensAs: aria.account,
	stage: [foundCast(Object.values(cast)), addProducts(cast, props)],
	story: [
		(found) => {
			const { partner } = edits(found);
			return [partner(aria, delta), partner(delta, kilo), partner(kilo, fenix)];
		},
		(found) => [edits(found).authorize(aria, delta, [thermostat.pid, purifier], ['purchase'], ['purchase'])],
		(found) => {
			const { authorize } = edits(found);
			return [
				authorize(delta, kilo, [thermostat.pid, purifier], ['purchase'], ['purchase']),
				authorize(delta, kilo, [board], ['purchase', 'panel-development'])
			];
		},
		(found) => [edits(found).authorize(kilo, fenix, [purifier], ['purchase'])],
		(found) => {
			const { order, thirdParty } = edits(found);
			return [
				order(kilo, kilo, [[thermostat.pid, 2_000]], {
					en: 'Wi-Fi modules for 2,000 boards',
					zh: '2000 块板的 Wi-Fi 模组'
				}),
				order(delta, kilo, [[thermostat.pid, 1_000]], {
					en: 'Boards by Kilo, invoiced to Kilo',
					zh: '由千诺供板，发票开给千诺'
				}),
				thirdParty(aria, delta, purifier, 'purchase', false)
			];
		}
	]
};
