import { gateway, security } from './categories';
import { edits } from './edits';
import { jointDevelopmentCard, jointDevelopmentCast as cast, camera } from './scenario-cards';
import type { Prop, Scenario } from './scenario';
import { addProducts, foundCast } from './stage';

const { nova, terra, pine } = cast;

const doorbell = 'doorbd2m8k4w6q1n';
const hub = 'hubh1odmz2p7s5r9';
const hubReference = 'hubrefg3y8c1f6j4';
const serial = 'C1-2407-000318';

const props: readonly Prop<keyof typeof cast>[] = [
	{
		...camera,
		category: security,
		owner: 'nova',
		origin: 'proprietary'
	},
	{
		name: { en: 'Doorbell D2', zh: '门铃 D2' },
		pid: doorbell,
		category: security,
		owner: 'nova',
		origin: 'proprietary'
	},
	{
		name: { en: 'Pine Hub Reference', zh: '松岭公版网关' },
		pid: hubReference,
		category: gateway,
		owner: 'pine',
		origin: 'proprietary'
	}
];

const based: readonly Prop<keyof typeof cast>[] = [
	{
		name: { en: 'Hub H1', zh: '网关 H1' },
		pid: hub,
		category: gateway,
		owner: 'nova',
		origin: 'odm',
		maker: 'terra',
		basedOn: hubReference
	}
];

/** The third scenario: a manufacturer has the brand owner's product developed by an R&D factory that can do it. */
export const jointDevelopment: Scenario = {
	...jointDevelopmentCard,
	opensAs: nova.account,
	stage: [foundCast(Object.values(cast)), addProducts(cast, props), addProducts(cast, based)],
	story: [
		(found) => {
			const { partner, device } = edits(found);
			return [
				partner(nova, terra),
				partner(terra, pine),
				device(nova, camera.pid, serial, { en: 'Sample in the lab', zh: '实验室样机' })
			];
		},
		(found) => {
			const { authorize, logs } = edits(found);
			return [
				authorize(nova, terra, [camera.pid], ['product-development', 'view-logs'], ['develop']),
				authorize(nova, terra, [doorbell], ['product-development'], ['develop']),
				logs(nova, serial, [
					[49, 'info', 'power on, firmware 1.0.2'],
					[48.5, 'report', '{"battery":87,"motion":false}'],
					[26, 'command', '{"night_vision":"auto"}'],
					[25.9, 'report', '{"night_vision":"auto"}'],
					[5, 'warning', 'Wi-Fi signal weak: -82 dBm'],
					[4.8, 'error', 'stream interrupted: connection lost'],
					[4.7, 'info', 'reconnected'],
					[0.4, 'report', '{"battery":81,"motion":true}']
				])
			];
		},
		(found) => {
			const { authorize } = edits(found);
			return [
				authorize(terra, pine, [camera.pid], ['product-development']),
				authorize(terra, pine, [doorbell], ['panel-development'])
			];
		},
		(found) => {
			const { work } = edits(found);
			return [
				work(pine, camera.pid, 'product-development', {
					subject: { en: 'Night vision', zh: '夜视' },
					value: { en: 'auto | on | off', zh: '自动 | 开 | 关' },
					note: { en: 'Enum function, reported and set', zh: '枚举型功能，可上报可下发' }
				}),
				work(terra, camera.pid, 'product-configuration', {
					subject: { en: 'Firmware', zh: '固件' },
					value: '1.0.2',
					note: { en: 'For the lab sample', zh: '用于实验室样机' }
				}),
				work(pine, camera.pid, 'panel-development', {
					subject: { en: 'Live view panel', zh: '实时画面面板' },
					value: '1.0.0',
					note: { en: 'First version', zh: '第一个版本' }
				}),
				work(nova, camera.pid, 'tscc', {
					subject: { en: 'Smart Commercial Certification', zh: '智能商用认证' },
					value: { en: 'Requested', zh: '已申请' },
					note: { en: 'After the panel was accepted', zh: '面板验收之后' }
				})
			];
		}
	]
};
