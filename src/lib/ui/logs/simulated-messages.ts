import type { LogType } from '$lib/domain/facts';
import { between, type Chance, oneOf } from './seeded';

/** The state of a device of any kind while it writes its log, so that lines that follow one another fit together. */
export interface SimulatedDevice {
	on: boolean;
	mode: string;
	firmware: string;
	/** Seconds since it started. */
	uptime: number;
	/** dBm. */
	signal: number;
}

const modes = ['auto', 'eco', 'night', 'away'] as const;
const sources = ['app', 'cloud', 'voice', 'panel'] as const;

/** A device as it is when its log begins. */
export const deviceOf = (chance: Chance): SimulatedDevice => ({
	on: chance() < 0.5,
	mode: oneOf(chance, modes),
	firmware: `${between(chance, 1, 3)}.${between(chance, 0, 9)}.${between(chance, 0, 20)}`,
	uptime: between(chance, 60, 90_000),
	signal: -between(chance, 42, 70)
});

type Line = (device: SimulatedDevice, chance: Chance) => string;

/** Something happens to the device, and what it says of that. */
const lines: Record<LogType, readonly Line[]> = {
	command: [
		(device, chance) => `switch=${(device.on = !device.on)} source=${oneOf(chance, sources)}`,
		(device, chance) => `mode=${(device.mode = oneOf(chance, modes))} source=${oneOf(chance, sources)}`,
		(_, chance) => `countdown=${between(chance, 1, 60)} min source=timer`
	],
	report: [
		(device) => `dp switch=${device.on} mode=${device.mode}`,
		(device, chance) => `power=${((device.on ? 2 : 0.3) + chance() * (device.on ? 6 : 0.05)).toFixed(1)} W`,
		(_, chance) => `board temperature=${between(chance, 31, 64)} °C`,
		(device, chance) =>
			`rssi=${(device.signal = -between(chance, 42, 74))} dBm channel=${oneOf(chance, [1, 6, 11])}`
	],
	info: [
		(device) => `heartbeat uptime=${device.uptime} s free heap=${48_000 - (device.uptime % 9_000)} B`,
		(device) => `connected to MQTT broker, firmware ${device.firmware}`,
		() => 'time synchronised with the gateway',
		(_, chance) => `DHCP lease renewed, 192.168.1.${between(chance, 20, 230)}`,
		(device) => `firmware ${device.firmware} is up to date`
	],
	warning: [
		(device, chance) => `weak signal, rssi=${(device.signal = -between(chance, 78, 90))} dBm`,
		(_, chance) => `MQTT keep-alive late by ${between(chance, 3, 28)} s`,
		(_, chance) => `board temperature=${between(chance, 78, 92)} °C, power limited`,
		(_, chance) => `clock off by ${between(chance, 2, 40)} s, set anew`
	],
	error: [
		(device) => {
			device.uptime = 0;
			return 'watchdog reset';
		},
		(_, chance) =>
			`MQTT connection lost, code ${oneOf(chance, [-4, -7, 5])}, retry in ${between(chance, 5, 60)} s`,
		(_, chance) => `OTA download failed at ${between(chance, 3, 97)} %, checksum mismatch`,
		(_, chance) => `sensor does not answer on I2C 0x${between(chance, 32, 63).toString(16)}`
	]
};

/** A message of a type, after what happened to the device. */
export const messageOf = (type: LogType, device: SimulatedDevice, chance: Chance): string =>
	oneOf(chance, lines[type])(device, chance);
