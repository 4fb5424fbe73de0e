import { textToEntryAsync } from '../entries/codec';
import { beyondBounds } from '../entries/json-bounds';
import { ofWorkspace } from './read-stored';
import { timeSlices } from '../time-slices';
import { entryHolds, longestEntry } from '../entries/schema';
import { isSigned } from '../signing/lazy-signature';
import { notPlain, type Fault, type EntryCheck } from './verdict';
import { invalidTimestamp } from '../entries/timestamps';

/** Checks a text as strictly as a peer's entry: size, form, id, workspace, timestamps and signature. */
export const strictCheck =
	(workspace: string): EntryCheck =>
	async (id, text) => {
		if (text.length > longestEntry) return { reason: 'too-large', detail: `${text.length} characters` };
		const beyond = beyondBounds(text, entryHolds);
		if (beyond) return { reason: 'too-large', detail: `more than ${entryHolds[beyond]} ${beyond}` };
		const reading = ofWorkspace(workspace, await textToEntryAsync(id, text));
		if ('problem' in reading) {
			const { problem, detail } = reading;
			return problem === 'newer' || problem === 'older' ? 'unread' : { reason: problem, detail };
		}
		const wrong = invalidTimestamp(reading.entry);
		if (wrong !== undefined) return { reason: 'malformed', detail: `${wrong}: no moment of the calendar` };
		return (await isSigned(reading.entry)) ? 'good' : { reason: 'bad-signature', detail: id };
	};

/** The first fault of an update that another tab sends; null where everything in it is trusted. */
export async function faultOf(update: unknown, check: EntryCheck): Promise<Fault | null> {
	const { readUpdate } = await import('../storage/updates');
	const read = readUpdate(update);
	if ('reason' in read) return { reason: 'not-an-update', detail: read.reason };
	if (!read.isPlain) return notPlain;
	const rest = timeSlices();
	for (const [id, text] of read.texts) {
		if (rest.due()) await rest.take();
		const verdict = await check(id, text);
		if (typeof verdict === 'object') return verdict;
	}
	return null;
}
