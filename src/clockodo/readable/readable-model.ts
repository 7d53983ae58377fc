/** What of a model's fields can be said in words. */
export interface ReadableModel {
	/** Fields that hold the ID of a resource that has a name. */
	references?: readonly string[];
	/** Fields that hold a list of such IDs. */
	referenceLists?: readonly string[];
	/** Fields that hold a number which is a choice, with the enums that know it. */
	choices?: Readonly<Record<string, readonly string[]>>;
	/** Fields that hold seconds. */
	seconds?: readonly string[];
	/** Fields that hold other resources, or lists of them, with their models. */
	inner?: Readonly<Record<string, string>>;
}
