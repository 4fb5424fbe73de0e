import type { Words } from '../words';
import { climate, gateway, homeAppliance, lighting, modules, security, smartPlug } from '../categories';

/** Brand owners, manufacturers, upstream factories: ten, eighteen and twelve. */
export const tiers = {
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

/** What is made, and the category it belongs to. */
export const kindsOfProduct: readonly { name: Words; category: Words }[] = [
	{ name: { en: 'Lamp', zh: '台灯' }, category: lighting },
	{ name: { en: 'Light Strip', zh: '灯带' }, category: lighting },
	{ name: { en: 'Ceiling Light', zh: '吸顶灯' }, category: lighting },
	{ name: { en: 'Plug', zh: '插座' }, category: smartPlug },
	{ name: { en: 'Switch', zh: '开关' }, category: smartPlug },
	{ name: { en: 'Thermostat', zh: '温控器' }, category: climate },
	{ name: { en: 'Air Purifier', zh: '空气净化器' }, category: climate },
	{ name: { en: 'Humidifier', zh: '加湿器' }, category: climate },
	{ name: { en: 'Kettle', zh: '电热水壶' }, category: homeAppliance },
	{ name: { en: 'Robot Vacuum', zh: '扫地机器人' }, category: homeAppliance },
	{ name: { en: 'Camera', zh: '摄像头' }, category: security },
	{ name: { en: 'Doorbell', zh: '门铃' }, category: security },
	{ name: { en: 'Door Lock', zh: '门锁' }, category: security },
	{ name: { en: 'Hub', zh: '网关' }, category: gateway },
	{ name: { en: 'Module', zh: '模组' }, category: modules }
];
