import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { judge } = await import('$lib/gate/judge-strangers');
const { limits } = await import('$lib/gate/limits');
const { readMessage } = await import('$lib/gate/message');
const { GateRefusal } = await import('$lib/gate/refusal');
const { FrameReader, chunkOf, channels, preface } = await import('$lib/peers/framing');
const { DRAWING_LIMITS, fitToLimits, totalEdgeSpan } = await import('$lib/views/chains/drawing-limits');
const { logsAsCsv } = await import('$lib/ui/logs/log-export');
const { hashOf } = await import('../oracle/ledger');

test('a frame in chunks of one byte, read byte by byte, costs each byte as much as few do', () => {
	const [few, many] = [500, 2_000].map((size) => {
		const bytes: Uint8Array[] = [preface];
		for (let at = 0; at < size; at++) {
			const chunk = chunkOf({ channel: channels.gate, bytes: new Uint8Array(1) }, 0);
			// Only the last of them ends the frame.
			if (at < size - 1) chunk[0] = channels.gate;
			bytes.push(chunk);
		}
		const all = Uint8Array.from(bytes.flatMap((each) => [...each]));
		const reader = new FrameReader();
		let frames = 0;
		const steps = stepsOf(() => {
			for (let at = 0; at < all.length; at++) reader.read(all.subarray(at, at + 1), () => (frames += 1));
		});
		expect(frames).toBe(1);
		return steps;
	});
	expect(many! / few!).toBeLessThan(4.2);
});

test('a list of more texts than a message may hold is refused at the same cost however long it is', () => {
	const small = { ...limits, keysInHeads: 10, idsInQuestion: 100 };
	const [few, many] = [1_000, 4_000].map((size) => {
		const text = JSON.stringify({
			kind: 'ids',
			number: 1,
			ids: { [hashOf('key')]: Array.from({ length: size }, () => '') }
		});
		const bytes = Uint8Array.from([2, ...new TextEncoder().encode(text)]);
		return stepsOf(() => expect(() => readMessage(bytes, small)).toThrow(GateRefusal));
	});
	expect(many! / few!).toBeLessThan(1.2);
});

test('strangers that come together are judged each at the cost of few', () => {
	const [few, many] = [500, 2_000].map((size) => {
		const names = Array.from({ length: size }, (_, at) => hashOf(`stranger ${at}`));
		const arrived = names.map((organization, at) => ({
			...{ organization, organizations: 1 as const, entries: 1, length: 500 },
			introduces: new Set([names[(at + 1) % size]!])
		}));
		const rules = { isKnown: () => false, approvalOf: () => undefined, room: limits.strangersEach };
		return stepsOf(() => expect(judge(arrived, rules).size).toBe(size));
	});
	expect(many! / few!).toBeLessThan(4.2);
});

test('a chain of many links costs each as much as few do, until it is cut down to what can be laid out', () => {
	const [few, many] = [1_250, 5_000].map((size) => {
		const ids = Array.from({ length: size }, (_, at) => `${at}`);
		const edges = ids.slice(1).map((grantee, at) => ({ grantor: ids[at]!, grantee }));
		return stepsOf(() => {
			const { organizations } = fitToLimits(ids, edges, []);
			const drawn = [...organizations];
			expect(drawn.length).toBeLessThanOrEqual(DRAWING_LIMITS.nodes);
			expect(totalEdgeSpan(drawn, edges.slice(0, drawn.length - 1))).toBeLessThanOrEqual(
				DRAWING_LIMITS.spans
			);
		});
	});
	expect(many! / few!).toBeLessThan(4.2);
});

test('lines of a log that claim the largest time are written each at the cost of few, and of any others', () => {
	const cost = (time: number, size: number) => {
		const row = { entry: hashOf('entry'), index: 0, author: hashOf('owner'), serial: 'S1', device: 'device' };
		const line = { ...row, time, type: 'info' as const, message: 'said' };
		const rows = Array.from(
			{ length: size },
			() => line as unknown as Parameters<typeof logsAsCsv>[0][number]
		);
		return stepsOf(() => expect(logsAsCsv(rows).split('\n').length).toBeGreaterThan(size));
	};
	const [usual, largest] = [1_700_000_000_000, Number.MAX_SAFE_INTEGER];
	expect(cost(largest, 100) / cost(usual, 100)).toBeLessThan(1.2);
	expect(cost(largest, 400) / cost(largest, 100)).toBeLessThan(4.2);
});
