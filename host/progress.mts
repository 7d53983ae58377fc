/** One line that says what takes so long: for a terminal, and for a log. */
import ora from 'ora';

/** Milliseconds between two lines where the output is a file or a CI log and no line can be rewritten. */
const PLAIN_INTERVAL = 15_000;
const TTY_INTERVAL = 250;

/** One line about something that takes long: what is being done, for how long, and how far it is. */
export interface Progress {
	/** Says what is being done now. */
	update(doing: string): void;
	/** Adds a figure behind it, such as the size so far. */
	measure(figure: string): void;
	succeed(text: string): void;
	fail(text: string): void;
}

/** `75` seconds as `1:15`. */
export function formatElapsed(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A progress line that is rewritten in a terminal, and plain lines now and then anywhere else. */
export function startProgress(
	doing: string,
	stream: NodeJS.WriteStream = process.stderr,
): Progress {
	const started = Date.now();
	let now = doing;
	let figure = '';
	const line = () =>
		[now, formatElapsed(Date.now() - started), figure].filter((part) => part !== '').join(' · ');

	if (stream.isTTY) {
		const spinner = ora({ text: line(), stream }).start();
		const timer = setInterval(() => (spinner.text = line()), TTY_INTERVAL);
		return {
			update: (text) => (now = text),
			measure: (text) => (figure = text),
			succeed: (text) => (clearInterval(timer), spinner.succeed(text)),
			fail: (text) => (clearInterval(timer), spinner.fail(text)),
		};
	}

	const print = (text: string) => stream.write(`${text}\n`);
	print(line());
	const timer = setInterval(() => print(line()), PLAIN_INTERVAL);
	return {
		update(text) {
			if (text !== now) {
				now = text;
				print(line());
			}
		},
		measure: (text) => (figure = text),
		succeed: (text) => (clearInterval(timer), print(text)),
		fail: (text) => (clearInterval(timer), print(text)),
	};
}
