/**
 * Notes the value under the key as the newest one, and forgets the oldest where there are too many:
 * what a process keeps in memory does not grow without end.
 *
 * @param map from the key that was noted longest ago to the newest
 */
export function remember<Key, Value>(
	map: Map<Key, Value>,
	key: Key,
	value: Value,
	atMost: number,
): void {
	map.delete(key);
	map.set(key, value);
	for (const oldest of map.keys()) {
		if (map.size <= atMost) break;
		map.delete(oldest);
	}
}
