/** What `make` gives, made when it is first asked for and kept from then on: to load the nodes is not to use them. */
export function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
