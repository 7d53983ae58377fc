/**
 * Markup that is safe to send. Only `html` makes it, and that escapes every text put into it, so no
 * page can forget to. (A template library for this is larger than the twenty lines it would replace.)
 */
export class Html {
	constructor(private readonly markup: string) {}

	toString(): string {
		return this.markup;
	}
}

/** What may stand in a template; `false`, `null` and `undefined` leave no trace. */
export type Content = Html | string | number | false | null | undefined | readonly Content[];

/** Markup with values in it, for text and for attributes within double quotes. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Html {
	return new Html(
		parts.map((part, index) => (index === 0 ? part : markup(values[index - 1]) + part)).join(''),
	);
}

/** Attributes: `true` stands alone (`required`), `false` and `undefined` are left out. */
export function attributes(values: Record<string, string | number | boolean | undefined>): Html {
	return new Html(
		Object.entries(values)
			.filter(([, value]) => value !== undefined && value !== false)
			.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`))
			.join(''),
	);
}

function markup(content: Content): string {
	if (content === false || content === null || content === undefined) return '';
	if (content instanceof Html) return content.toString();
	if (typeof content === 'object') return content.map(markup).join('');
	return escape(String(content));
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
