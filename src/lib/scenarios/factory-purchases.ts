import { edits } from './edits';
import { factoryPurchasesCard, factoryPurchasesCast as cast, lamp } from './scenario-cards';
import type { Prop, Scenario } from './scenario';
import { addProducts, foundCast } from './stage';
import { homeAppliance, lighting, smartPlug } from './categories';

const { lumen, orbit, delta } = cast;

const lampPro = 'lampa2p5t3v8n1d6';
const plug = 'plugb1h6r9c4y2s7';
const strip = 'stripc3f8j5g1z4k';
const heater = 'heatd2n7w3x9b5m1';

/** Who else is in the market: the factories' own products, so that nobody's list is empty. */
const orbitReference = 'orbitr1c2v6p8t4h';

const props: readonly Prop<keyof typeof cast>[] = [
	{
		...lamp,
		category: lighting,
		owner: 'lumen',
		origin: 'proprietary'
	},
	{
		name: { en: 'Lamp A2 Pro', zh: '台灯 A2 Pro' },
		pid: lampPro,
		category: lighting,
		owner: 'lumen',
		origin: 'proprietary'
	},
	{
		name: { en: 'Plug B1', zh: '插座 B1' },
		pid: plug,
		category: smartPlug,
		owner: 'lumen',
		origin: 'proprietary'
	},
	{
		name: { en: 'Light Strip C3', zh: '灯带 C3' },
		pid: strip,
		category: lighting,
		owner: 'lumen',
		origin: 'oem',
		maker: 'orbit',
		makerKinds: ['purchase']
	},
	{
		name: { en: 'Heater D2', zh: '取暖器 D2' },
		pid: heater,
		category: homeAppliance,
		owner: 'lumen',
		origin: 'proprietary'
	},
	{
		name: { en: 'Orbit Reference Light', zh: '轨道公版灯' },
		pid: orbitReference,
		category: lighting,
		owner: 'orbit',
		origin: 'proprietary'
	}
];

/** The first scenario: a factory may buy what it needs to build a brand owner's products, and nothing more. */
export const factoryPurchases: Scenario = {
	...factoryPurchasesCard,
	opensAs: lumen.account,
	stage: [foundCast(Object.values(cast)), addProducts(cast, props)],
	story: [
		(found) => {
			const { partner } = edits(found);
			return [partner(lumen, orbit), partner(lumen, delta)];
		},
		(found) => {
			const { authorize } = edits(found);
			return [
				authorize(lumen, orbit, [lamp.pid, lampPro, plug], ['purchase']),
				authorize(lumen, delta, [heater], ['purchase'])
			];
		},
		(found) => {
			const { order, revoke } = edits(found);
			return [
				order(
					orbit,
					orbit,
					[
						[lamp.pid, 500],
						[lampPro, 120]
					],
					{ en: 'Modules for the spring batch', zh: '春季批次的模组' }
				),
				order(delta, delta, [[heater, 80]], { en: 'Pilot run', zh: '试产' }),
				revoke(lumen, orbit, plug, ['purchase'])
			];
		}
	]
};
