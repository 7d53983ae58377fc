import type { EnumValue } from '../../../src/clockodo/enum';
import { enums } from '../../../src/clockodo/enums';
import type { Schema } from '../../../src/clockodo/schema';
import { ownValue } from '../../../src/clockodo/values';
import type { ListName } from './lists';

/** What a field is for the person who fills it in, and with that how its value travels. */
export type FieldKind =
	| { type: 'reference'; list: ListName }
	| { type: 'references'; list: ListName }
	/** With `isFlag`, its values 1 and 0 are yes and no. */
	| { type: 'choice'; values: EnumValue[]; isFlag?: true }
	| { type: 'choices'; values: EnumValue[] }
	/** A choice of so many values that the editor asks for them when it needs them. */
	| { type: 'longChoice'; method: LongChoice }
	| { type: 'flag' | 'date' | 'dateTime' | 'year' | 'email' | 'text' | 'integers' }
	| { type: 'number'; whole: boolean; minimum?: number; maximum?: number }
	| { type: 'group'; fields: Record<string, Schema> }
	| { type: 'groups'; fields: Record<string, Schema> };

export type LongChoice = 'events' | 'timeZones';

/** Whether null is one of the field's values. */
export function allowsNull({ type, oneOf }: Schema): boolean {
	return (
		(Array.isArray(type) && type.includes('null')) ||
		(oneOf ?? []).some((choice) => choice.type === 'null' || allowsNull(choice))
	);
}

/** @throws for a schema that no kind of field fits: the table has something new */
export function fieldKindOf(name: string, schema: Schema, list?: ListName): FieldKind {
	const form = schema.oneOf?.find(isList) ?? schema.oneOf?.find((each) => !isNull(each));
	if (form) return fieldKindOf(name, form, list);
	if (name === 'event_name') return { type: 'longChoice', method: 'events' };
	if (schema.$ref) return enumKind(schema.$ref);
	// The description calls it a text, though it shows it as a point in time.
	if (name === 'time_clocked_since') return { type: 'dateTime' };
	if (schema.enum) return enumeratedKind(schema);
	const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
	if (type === 'array') return listKind(name, schema.items ?? {}, list);
	if (type === 'object') return { type: 'group', fields: schema.properties ?? {} };
	if (type === 'boolean') return { type: 'flag' };
	if (type === 'string') return { type: ownValue(textTypes, schema.format ?? '') ?? 'text' };
	if (type !== 'integer' && type !== 'number') throw noKind(name);
	if (list) return { type: 'reference', list };
	const { minimum, maximum } = schema;
	if (minimum !== undefined && minimum > 1900) return { type: 'year' };
	return { type: 'number', whole: type === 'integer', minimum, maximum };
}

const noKind = (name: string): Error => new Error(`No kind of field fits ${name}`);

const textTypes: Record<string, 'date' | 'dateTime' | 'email'> = {
	date: 'date',
	'date-time': 'dateTime',
	email: 'email',
};

const isList = (schema: Schema): boolean => schema.type === 'array';
const isNull = (schema: Schema): boolean => schema.type === 'null';

function enumKind(name: string): FieldKind {
	if (name === 'ConvertibleTimezone') return { type: 'longChoice', method: 'timeZones' };
	const found = ownValue(enums, name);
	if (!found) throw noKind(name);
	const isFlag = name.startsWith('Billable');
	return { type: 'choice', values: found.values, ...(isFlag && { isFlag }) };
}

function listKind(name: string, items: Schema, list?: ListName): FieldKind {
	if (list) return { type: 'references', list };
	if (items.properties) return { type: 'groups', fields: items.properties };
	const inner = fieldKindOf(name, items);
	return inner.type === 'choice' ? { type: 'choices', values: inner.values } : { type: 'integers' };
}

function enumeratedKind({ type, enum: values = [] }: Schema): FieldKind {
	if (type === 'integer' && values.length === 2 && values.includes(0) && values.includes(1)) {
		const yesOrNo = [
			{ value: 0, label: 'No' },
			{ value: 1, label: 'Yes' },
		];
		return { type: 'choice', values: yesOrNo, isFlag: true };
	}
	const named = values.map((value) => ({
		value: String(value),
		label: titleCase(String(value)),
	}));
	return { type: 'choice', values: named };
}

/** `germany_nw-rp` → `Germany NW-RP`: country names in full, parts of a country in capitals. */
function titleCase(value: string): string {
	const [first = '', ...parts] = value.split('_');
	const country =
		first.length > 3 ? first.charAt(0).toUpperCase() + first.slice(1) : first.toUpperCase();
	return [country, parts.join(', ').toUpperCase()].filter(Boolean).join(' ');
}
