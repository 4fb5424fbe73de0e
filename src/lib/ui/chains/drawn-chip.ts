import { kindOf } from '$lib/domain/permissions/permissions';
import type { Chip } from '../words/permission-chips';
import { MOON_SIGN, ONWARD_SIGN, permissionSigns } from '../words/permission-signs';
import { chipWidth, LABEL } from './edge-label';
import { INK, tag } from './svg-text';

/** A sign of 24 by 24, made smaller; its lines are as wide as those of others of its size. */
const sign = (path: string, x: number, y: number, size: number, ink: string, fill = 'none'): string =>
	tag('path', {
		...{
			d: path,
			fill,
			stroke: ink,
			'stroke-width': 2,
			'stroke-linecap': 'round',
			'stroke-linejoin': 'round'
		},
		transform: `translate(${x} ${y}) scale(${size / 24})`
	});

/** A permission's chip in a saved picture, as `PermissionChip` shows it on a page: by shape, filling and dashes. */
export function drawnChip(chip: Chip, x: number, y: number): string {
	const { permission, state, passesOn, count } = chip;
	const isDormant = state === 'dormant';
	const [hue, ink] = isDormant ? [INK.dormant, INK.dormant] : [INK[kindOf(permission)], INK.paper];
	const height = LABEL.chip;
	const body = chipWidth(chip) - (passesOn ? LABEL.second : 0);
	const frame = {
		...{ y: 0.75, height: height - 1.5, rx: kindOf(permission) === 'purchase' ? height / 2 - 0.75 : 5 },
		...{ stroke: hue, 'stroke-width': 1.5, 'stroke-dasharray': isDormant ? '3 2' : undefined }
	};
	const number = tag(
		'text',
		{ x: 22, y: 14.5, 'font-size': LABEL.letter, 'font-weight': 500, fill: ink },
		String(count)
	);
	return tag(
		'g',
		{ transform: `translate(${x} ${y})` },
		[
			passesOn && tag('rect', { ...frame, x: 0.75, width: chipWidth(chip) - 1.5, fill: INK.paper }),
			tag('rect', { ...frame, x: 0.75, width: body - 1.5, fill: isDormant ? INK.dormantSoft : hue }),
			sign(permissionSigns[permission], 4, 4, 12, ink),
			count !== undefined && number,
			passesOn && sign(ONWARD_SIGN, body + 1, 4, 12, hue),
			isDormant && sign(MOON_SIGN, body - 7, -4, 10, hue, hue)
		]
			.filter(Boolean)
			.join('')
	);
}
