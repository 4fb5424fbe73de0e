import type { Actor } from '../scenario';
import type { Words } from '../words';

/** Names of brand owners, manufacturers and upstream factories: ten, eighteen and twelve. */
const tiers = {
	brand: [
		{ en: 'Lumen Home', zh: '流明家居' },
		{ en: 'Aria Living', zh: '咏叹生活' },
		{ en: 'Nova Brands', zh: '新星品牌' },
		{ en: 'Juniper House', zh: '杜松之家' },
		{ en: 'Halcyon', zh: '海客恩' },
		{ en: 'Maple & Co', zh: '枫叶公司' },
		{ en: 'Northlight', zh: '北光' },
		{ en: 'Saffron Home', zh: '藏红家居' },
		{ en: 'Tidewater', zh: '潮汐' },
		{ en: 'Willow Works', zh: '柳工坊' }
	],
	manufacturer: [
		{ en: 'Orbit OEM', zh: '轨道代工' },
		{ en: 'Delta Manufacturing', zh: '德尔塔制造' },
		{ en: 'Pine R&D', zh: '松岭研发' },
		{ en: 'Apex Assembly', zh: '顶点装配' },
		{ en: 'Basalt Industries', zh: '玄武工业' },
		{ en: 'Cobalt Factory', zh: '钴蓝工厂' },
		{ en: 'Dorado Electronics', zh: '多拉多电子' },
		{ en: 'Ember Devices', zh: '余烬设备' },
		{ en: 'Falcon Plastics', zh: '猎鹰塑胶' },
		{ en: 'Granite Tech', zh: '花岗岩科技' },
		{ en: 'Harbor Lighting', zh: '港湾照明' },
		{ en: 'Indigo Appliances', zh: '靛青电器' },
		{ en: 'Jade Works', zh: '翡翠制造' },
		{ en: 'Krypton Sensors', zh: '氪星传感' },
		{ en: 'Lotus Motors', zh: '莲花电机' },
		{ en: 'Marble Metal', zh: '大理五金' },
		{ en: 'Nimbus Cameras', zh: '雨云影像' },
		{ en: 'Onyx Locks', zh: '玛瑙锁业' }
	],
	upstream: [
		{ en: 'Kilo PCBA', zh: '千诺电路板' },
		{ en: 'Fenix SMT', zh: '凤鸣贴片' },
		{ en: 'Mica Studio', zh: '云母设计' },
		{ en: 'Quartz Modules', zh: '石英模组' },
		{ en: 'Ridge Boards', zh: '山脊电路' },
		{ en: 'Sable Tooling', zh: '紫貂模具' },
		{ en: 'Tern Antennas', zh: '燕鸥天线' },
		{ en: 'Umber Coatings', zh: '赭石涂装' },
		{ en: 'Vireo Firmware', zh: '绿鹃固件' },
		{ en: 'Wren Test Lab', zh: '鹪鹩测试' },
		{ en: 'Xenon Power', zh: '氙气电源' },
		{ en: 'Yarrow Panels', zh: '蓍草面板' }
	]
} as const satisfies Record<string, readonly Words[]>;

export type Tier = keyof typeof tiers;

/** An organization of the network. */
export interface NetworkActor extends Actor {
	tier: Tier;
}

const colours = [
	'#3457c9',
	'#0b7a75',
	'#b3401f',
	'#7a3db8',
	'#2a7a3b',
	'#b0246a',
	'#8a5a00',
	'#0f6f9e',
	'#5a5f1a',
	'#9c2f2f',
	'#4d4bb5'
];
const accountOf = ({ en }: Words): string =>
	`${en
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/-$/, '')}@example.com`;

/** The share of each tier in a network. */
const shares: Record<Tier, number> = { brand: 0.25, manufacturer: 0.45, upstream: 0.3 };

/** Who is in a network of that many organizations, tier by tier; where names run out, they are numbered. */
export const networkMembers = (count: number): readonly NetworkActor[] =>
	(Object.keys(tiers) as Tier[])
		.flatMap((tier) =>
			Array.from({ length: Math.round(count * shares[tier]) }, (_, index) => ({
				tier,
				name: nameOf(tiers[tier], index)
			}))
		)
		.map(({ tier, name }, index) => ({
			...{ tier, name },
			account: accountOf(name),
			colour: colours[index % colours.length]!
		}));

function nameOf(names: readonly Words[], index: number): Words {
	const name = names[index % names.length]!;
	const round = Math.floor(index / names.length);
	return round === 0 ? name : { en: `${name.en} ${round + 1}`, zh: `${name.zh} ${round + 1}` };
}
