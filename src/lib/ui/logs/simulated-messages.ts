import type { LogType } from '$lib/domain/facts';
import { between, type Chance, oneOf } from './seeded';

/** The state of a lamp while it writes its log, so that lines that follow one another fit together. */
export interface Lamp {
	on: boolean;
	/** Percent. */
	brightness: number;
	/** Kelvin. */
	warmth: number;
	firmware: string;
	/** Seconds since it started. */
	uptime: number;
	/** dBm. */
	signal: number;
}

/** A lamp as it is when its log begins. */
export const lampOf = (chance: Chance): Lamp => ({
	on: chance() < 0.5,
	brightness: between(chance, 20, 100),
	warmth: between(chance, 27, 65) * 100,
	firmware: `${between(chance, 1, 3)}.${between(chance, 0, 9)}.${between(chance, 0, 20)}`,
	uptime: between(chance, 60, 90_000),
	signal: -between(chance, 42, 70)
});

type Line = (lamp: Lamp, chance: Chance) => string;

/** Something happens to the lamp, and what it says of that. */
const lines: Record<LogType, readonly Line[]> = {
	command: [
		(lamp) => `switch_led=${(lamp.on = !lamp.on)} source=app`,
		(lamp, chance) =>
			`bright_value=${(lamp.brightness = between(chance, 1, 100))} source=${oneOf(chance, sources)}`,
		(lamp, chance) =>
			`temp_value=${(lamp.warmth = between(chance, 27, 65) * 100)} source=${oneOf(chance, sources)}`,
		(_, chance) =>
			`scene=${oneOf(chance, ['reading', 'night', 'relax', 'sunrise'])} source=${oneOf(chance, sources)}`,
		(_, chance) => `countdown=${between(chance, 1, 60)} min source=timer`
	],
	report: [
		(lamp) => `dp switch_led=${lamp.on} bright_value=${lamp.brightness} temp_value=${lamp.warmth}`,
		(lamp, chance) =>
			`power=${(lamp.on ? 0.4 + (lamp.brightness * 8.6) / 100 : 0.3 + chance() / 20).toFixed(1)} W`,
		(_, chance) => `board temperature=${between(chance, 31, 64)} °C`,
		(lamp, chance) =>
			`rssi=${(lamp.signal = -between(chance, 42, 74))} dBm channel=${oneOf(chance, [1, 6, 11])}`
	],
	info: [
		(lamp) => `heartbeat uptime=${lamp.uptime} s free heap=${48_000 - (lamp.uptime % 9_000)} B`,
		(lamp) => `connected to MQTT broker, firmware ${lamp.firmware}`,
		() => 'time synchronised with the gateway',
		(_, chance) => `DHCP lease renewed, 192.168.1.${between(chance, 20, 230)}`,
		(lamp) => `firmware ${lamp.firmware} is up to date`
	],
	warning: [
		(lamp, chance) => `weak signal, rssi=${(lamp.signal = -between(chance, 78, 90))} dBm`,
		(_, chance) => `MQTT keep-alive late by ${between(chance, 3, 28)} s`,
		(_, chance) => `board temperature=${between(chance, 78, 92)} °C, brightness limited`,
		(_, chance) => `supply voltage=${between(chance, 196, 207)} V is low`
	],
	error: [
		(lamp) => {
			lamp.uptime = 0;
			return 'watchdog reset';
		},
		(_, chance) =>
			`MQTT connection lost, code ${oneOf(chance, [-4, -7, 5])}, retry in ${between(chance, 5, 60)} s`,
		(_, chance) => `OTA download failed at ${between(chance, 3, 97)} %, checksum mismatch`,
		(_, chance) => `LED driver does not answer on I2C 0x${between(chance, 32, 63).toString(16)}`
	]
};

const sources = ['app', 'cloud', 'voice', 'panel'] as const;

/** A message of a type, after what happened to the lamp. */
export const messageOf = (type: LogType, lamp: Lamp, chance: Chance): string =>
	oneOf(chance, lines[type])(lamp, chance);
