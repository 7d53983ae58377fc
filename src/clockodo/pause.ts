import { sleep } from 'n8n-workflow';

/**
 * Waits so many milliseconds, or until the execution is cancelled. The `sleep` of n8n's 1.123 line
 * takes no signal, so the signal is listened to here.
 *
 * @throws where the execution is cancelled
 */
export async function pauseFor(milliseconds: number, abortSignal?: AbortSignal): Promise<void> {
	if (!abortSignal) return await sleep(milliseconds);
	let stopListening = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		const cancel = () => reject(new Error('The execution was cancelled.'));
		if (abortSignal.aborted) return cancel();
		abortSignal.addEventListener('abort', cancel, { once: true });
		stopListening = () => abortSignal.removeEventListener('abort', cancel);
	});
	try {
		await Promise.race([sleep(milliseconds, abortSignal), cancelled]);
	} finally {
		stopListening();
	}
}

/**
 * Waits for the action, but no longer than so many milliseconds.
 *
 * @throws what the action throws, or where it takes longer
 */
export async function within<Result>(
	milliseconds: number,
	action: () => Promise<Result>,
): Promise<Result> {
	const over = new AbortController();
	const late = async () => {
		await pauseFor(milliseconds, over.signal);
		throw new Error(`No answer within ${milliseconds} ms`);
	};
	try {
		return await Promise.race([action(), late()]);
	} finally {
		over.abort();
	}
}
