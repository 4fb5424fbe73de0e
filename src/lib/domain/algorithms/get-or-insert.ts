/** The value of a key, computed and inserted where it is missing; as `Map.prototype.getOrInsertComputed`. */
export function getOrInsertComputed<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}
