import { expect, test } from 'vitest';
import type { LogLine } from '$lib/domain/facts';
import { devicesOn, logsMark, logsOn, queryLogs } from '$lib/views/product-page/device-logs';
import { Acting } from './acting';

const line = (time: number, message: string, type: LogLine['type'] = 'info'): LogLine => ({
	time,
	type,
	message
});

function begin() {
	const story = new Acting();
	const all = story.organizations('Aurora', 'Basin');
	const lamp = story.product(all.Aurora, 'lamp');
	const device = (serial: string) =>
		`${story.does(all.Aurora, { command: 'register-device', product: lamp, serial, name: '' }).id}:0`;
	const [ten, two] = [device('SN-10'), device('SN-2')];
	story.does(all.Aurora, {
		command: 'add-logs',
		device: ten,
		lines: [line(5, 'on'), line(9, 'off', 'command')]
	});
	story.does(all.Aurora, { command: 'add-logs', device: two, lines: [line(7, 'hot', 'warning')] });
	const messages = (viewer: string) => logsOn(story.snapshot, viewer, lamp).map(({ message }) => message);
	return { story, ...all, lamp, ten, two, messages };
}

test('lines come newest first over all devices, to the owner and to whoever holds View Logs', () => {
	const { story, Aurora, Basin, lamp, messages } = begin();
	expect(messages(Aurora)).toEqual(['off', 'hot', 'on']);
	expect(messages(Basin)).toEqual([]);
	expect(devicesOn(story.snapshot, Basin, lamp)).toEqual([]);
	story.authorizes(Aurora, Basin, lamp, ['view-logs']);
	expect(messages(Basin)).toEqual(['off', 'hot', 'on']);
	expect(devicesOn(story.snapshot, Basin, lamp)).toMatchObject([
		{ serial: 'SN-2', lines: 1, lastAt: 7 },
		{ serial: 'SN-10', lines: 2, lastAt: 9 }
	]);
});

test('a removed device and its lines stay with the owner alone', () => {
	const { story, Aurora, Basin, lamp, ten, messages } = begin();
	story.authorizes(Aurora, Basin, lamp, ['view-logs']);
	story.does(Aurora, { command: 'remove-device', device: ten });
	expect(messages(Basin)).toEqual(['hot']);
	expect(messages(Aurora)).toEqual(['off', 'hot', 'on']);
	expect(devicesOn(story.snapshot, Aurora, lamp).at(-1)).toMatchObject({ id: ten, removed: true, lines: 2 });
});

test('the mark changes with the lines, and with nothing else', () => {
	const { story, Aurora, Basin, lamp, two } = begin();
	const before = logsMark(story.snapshot, Aurora, lamp);
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	expect(logsMark(story.snapshot, Aurora, lamp)).toBe(before);
	const batch = `${story.does(Aurora, { command: 'add-logs', device: two, lines: [line(1, 'boot')] }).id}:0`;
	expect(logsMark(story.snapshot, Aurora, lamp)).not.toBe(before);
	story.does(Aurora, { command: 'remove-logs', logs: batch });
	expect(logsMark(story.snapshot, Aurora, lamp)).toBe(before);
});

test('a query narrows by device, type, time (the end not included) and text', () => {
	const { story, Aurora, lamp, ten } = begin();
	const all = logsOn(story.snapshot, Aurora, lamp);
	const found = (query: Parameters<typeof queryLogs>[1]) =>
		queryLogs(all, query).map(({ message }) => message);
	expect(found({ device: ten })).toEqual(['off', 'on']);
	expect(found({ type: 'warning' })).toEqual(['hot']);
	expect(found({ since: 7, before: 9 })).toEqual(['hot']);
	expect(found({ text: 'sn-10' })).toEqual(['off', 'on']);
	expect(found({ text: 'HO' })).toEqual(['hot']);
	expect(found({ device: ten, type: 'warning' })).toEqual([]);
});
