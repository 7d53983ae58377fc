/** What a text says as a number: its value, that it can mean two, or nothing that is a number. */
export type WrittenNumber = { value: number } | 'unclear' | undefined;

/**
 * Reads a number as people write it, in German and in English. A comma and a point are both signs
 * of decimals (`1,5`), and of thousands where there are several of one or one of each (`1.234,56`).
 * One of them before exactly three digits can mean both (`1.234`), unless a group of thousands
 * cannot begin that way (`0.125`, `1234.567`).
 */
export function readNumber(text: string): WrittenNumber {
	const written = text.trim();
	if (/^[+-]?\d+$/.test(written)) return { value: Number(written) };
	if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(written)) return 'unclear';
	if (/^[+-]?\d*[.,]\d+$/.test(written)) return { value: Number(written.replace(',', '.')) };
	const german = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(written);
	if (german) return { value: Number(written.replaceAll('.', '').replace(',', '.')) };
	const english = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(written);
	return english ? { value: Number(written.replaceAll(',', '')) } : undefined;
}
