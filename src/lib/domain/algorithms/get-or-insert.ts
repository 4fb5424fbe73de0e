type Writable<K, V> = Pick<Map<K, V>, 'get'> & { set(key: K, value: V): unknown };

/** The value of a key, computed and inserted where it is missing; as `Map.prototype.getOrInsertComputed`. */
export function getOrInsertComputed<K, V>(map: Writable<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}
