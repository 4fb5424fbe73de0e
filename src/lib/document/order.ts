/**
 * Each of `ids` once, what it rests on before it wherever that is among them. Long chains do not overflow:
 * the way down is kept in an array. Ids are hashes of what they rest on, so there is no circle to fall into.
 * @param restsOn the ids that one rests on; may name others than those asked for
 */
export function* inOrder(
	ids: Iterable<string>,
	restsOn: (id: string) => Iterable<string>,
	isHere: (id: string) => boolean
): Generator<string> {
	const done = new Set<string>();
	for (const first of ids) {
		const way = [first];
		while (way.length > 0) {
			const id = way[way.length - 1]!;
			const before = done.has(id) ? [] : [...restsOn(id)].filter((each) => !done.has(each) && isHere(each));
			if (before.length > 0) {
				way.push(...before);
				continue;
			}
			way.pop();
			if (done.has(id)) continue;
			done.add(id);
			yield id;
		}
	}
}
