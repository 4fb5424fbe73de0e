import type { OrganizationId } from '../facts';
import type { Snapshot } from '../snapshot';
import { searchable } from './text';

/** Letters of other scripts, and digits, by the Latin letter that they can be mistaken for. */
const TAKEN_FOR: Record<string, string> = {
	a: 'аαɑ',
	b: 'ьвƅβ',
	c: 'сϲᴄ',
	d: 'ԁ',
	e: 'еєҽε',
	f: 'ϝ',
	g: 'ɡց',
	h: 'һнհη',
	i: '1lіιıӏ|¡',
	j: 'јϳ',
	k: 'кκ',
	m: 'мμ',
	n: 'пոռ',
	o: '0оοσօ〇○',
	p: 'рρ',
	q: 'ԛզ',
	r: 'гᴦ',
	s: 'ѕꜱ5',
	t: 'тτ',
	u: 'υսц',
	v: 'ѵν',
	w: 'ԝшω',
	x: 'хχ',
	y: 'уүγу',
	z: 'ᴢ'
};

const latin = new Map(
	Object.entries(TAKEN_FOR).flatMap(([to, signs]) => [...signs].map((sign) => [sign, to]))
);

/**
 * What a name looks like, as the skeletons of Unicode's UTS 39: its searchable form, with confusable letters as the
 * Latin letter that they pass for, and without spaces, punctuation and symbols.
 */
export const confusableSkeleton = (name: string): string =>
	Array.from(searchable(name), (sign) => latin.get(sign) ?? sign)
		.join('')
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w')
		.replace(/[\s\p{P}\p{S}]/gu, '');

/** The organizations whose names look like others', each with those; deleted ones are left out. Cost: all names. */
export function lookalikes(snapshot: Snapshot): Map<OrganizationId, OrganizationId[]> {
	const byLook = new Map<string, OrganizationId[]>();
	for (const { id, name, deleted } of snapshot.organizations.values()) {
		if (deleted) continue;
		const look = confusableSkeleton(name);
		const same = byLook.get(look);
		if (same) same.push(id);
		else byLook.set(look, [id]);
	}
	const found = new Map<OrganizationId, OrganizationId[]>();
	for (const same of byLook.values())
		if (same.length > 1)
			for (const id of same)
				found.set(
					id,
					same.filter((each) => each !== id)
				);
	return found;
}
