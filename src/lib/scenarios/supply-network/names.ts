import type { Words } from '../words';
import { climate, gateway, homeAppliance, lighting, modules, security, smartPlug } from '../categories';

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
