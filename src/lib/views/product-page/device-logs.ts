import { holds } from '$lib/domain/permissions/effective-permissions';
import type { DeviceId, LogLine, LogType, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Device, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { collatorOf } from '../collation';

/** A registered device of a product. */
export interface DeviceRow {
	id: DeviceId;
	serial: string;
	name: string;
	/** When it was registered. */
	at: number;
	/** Removed by the owner, who still sees what it logged. */
	removed: boolean;
	lines: number;
	/** The time of its last line. */
	lastAt: number | null;
}

/** One line of a device's log; `key` is its own for ever. */
export interface LogRow {
	key: string;
	time: number;
	type: LogType;
	message: string;
	device: DeviceId;
	serial: string;
}

/** The owner always, another organization while it holds View Logs. */
const readsLogs = (snapshot: Snapshot, viewer: OrganizationId, id: ProductId): boolean =>
	snapshot.products.get(id)?.owner === viewer || holds(snapshot, viewer, id, 'view-logs');

function seenDevices(snapshot: Snapshot, viewer: OrganizationId, id: ProductId): Device[] {
	const product: Product | undefined = snapshot.products.get(id);
	if (!product || !readsLogs(snapshot, viewer, id)) return [];
	return [...product.devices.values()].filter(
		({ tombstones }) => tombstones.size === 0 || viewer === product.owner
	);
}

const batchesOf = (device: Device) =>
	[...device.logs.values()].filter(({ tombstones }) => tombstones.size === 0);

/** The devices that the viewer sees, by serial; removed ones last, and for the owner only while they have lines. */
export function devicesOn(snapshot: Snapshot, viewer: OrganizationId, id: ProductId): DeviceRow[] {
	const collator = collatorOf('en');
	return seenDevices(snapshot, viewer, id)
		.map((device): DeviceRow => {
			let lines = 0;
			let lastAt: number | null = null;
			for (const batch of batchesOf(device)) {
				lines += batch.lines.length;
				for (const { time } of batch.lines) if (lastAt === null || time > lastAt) lastAt = time;
			}
			const { serial, name, at, tombstones } = device;
			return { id: device.id, serial, name, at, removed: tombstones.size > 0, lines, lastAt };
		})
		.filter(({ removed, lines }) => !removed || lines > 0)
		.sort((a, b) => Number(a.removed) - Number(b.removed) || collator.compare(a.serial, b.serial));
}

/** What a device's log holds, in the order in which it was written. */
export function* linesOf(snapshot: Snapshot, id: DeviceId): Generator<LogLine> {
	const device = snapshot.devices.get(id);
	for (const { lines } of device ? batchesOf(device) : []) yield* lines;
}

/** Changes whenever the answer of `logsOn` does, and costs little: to cache a big answer while it is right. */
export const logsMark = (snapshot: Snapshot, viewer: OrganizationId, id: ProductId): string =>
	seenDevices(snapshot, viewer, id)
		.flatMap((device) => batchesOf(device).map((batch) => batch.id))
		.join();

/** Every line that the viewer sees, the newest first; lines of one moment in the order in which they were written. */
export function logsOn(snapshot: Snapshot, viewer: OrganizationId, id: ProductId): LogRow[] {
	const rows: LogRow[] = [];
	for (const device of seenDevices(snapshot, viewer, id)) {
		const { serial } = device;
		for (const batch of batchesOf(device)) {
			batch.lines.forEach(({ time, type, message }, index) =>
				rows.push({ key: `${batch.id}/${index}`, time, type, message, device: device.id, serial })
			);
		}
	}
	return rows.sort((a, b) => b.time - a.time);
}

/** What the lines are narrowed to. Times in milliseconds since 1970: from `since` up to, not including, `before`. */
export interface LogQuery {
	device?: DeviceId | undefined;
	type?: LogType | undefined;
	since?: number | undefined;
	before?: number | undefined;
	text?: string | undefined;
}

/** The lines that a query asks for. */
export function queryLogs(rows: readonly LogRow[], query: LogQuery): LogRow[] {
	const { device, type, since = -Infinity, before = Infinity } = query;
	const finds = searchMatcher(query.text ?? '');
	return rows.filter(
		(row) =>
			(device === undefined || row.device === device) &&
			(type === undefined || row.type === type) &&
			row.time >= since &&
			row.time < before &&
			finds(row.message, row.serial)
	);
}
