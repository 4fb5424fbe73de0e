import { describe, expect, test } from 'vitest';
import type { CommandOf } from '$lib/commands/command';
import type { Operation } from '$lib/domain/facts';
import { Story } from './story';

function begin() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Basin', 'Cedar');
	return { story, lamp: story.product(ids.Aurora, 'L1'), ...ids };
}

const work = (product: string, operation: Operation): CommandOf<'record-work'> => ({
	...{ command: 'record-work', product, operation, subject: 'Firmware', value: '1.2', note: '' }
});

describe('doing work', () => {
	test('needs product development, but for the panel, for which panel development is enough', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.authorizes(Aurora, Basin, lamp, ['panel-development']);
		for (const operation of ['product-development', 'product-configuration', 'tscc'] as const) {
			const refusal = story.isRefused(Basin, work(lamp, operation), 'permission-not-held');
			expect(refusal).toMatchObject({ product: lamp, permission: 'product-development' });
		}
		story.does(Basin, work(lamp, 'panel-development'));
		story.authorizes(Aurora, Basin, lamp, ['product-development']);
		story.does(Basin, work(lamp, 'tscc'));
	});

	test('is refused to those who may only purchase or view logs', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase', 'view-logs']);
		const refusal = story.isRefused(Basin, work(lamp, 'panel-development'), 'permission-not-held');
		expect(refusal.permission).toBe('panel-development');
	});

	test('is refused without a subject, and on a product that is not there', () => {
		const { story, lamp, Aurora } = begin();
		story.isRefused(Aurora, { ...work(lamp, 'tscc'), subject: ' ' }, 'subject-empty');
		story.isRefused(Aurora, work('nothing:0', 'tscc'), 'unknown-product');
	});

	test('leaves an entry that stays under the product after a revocation, and that its author alone retracts', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.authorizes(Aurora, Basin, lamp, ['product-development']);
		const id = `${story.does(Basin, work(lamp, 'tscc')).id}:0`;
		story.revokes(Aurora, Basin, lamp, ['product-development']);
		expect([...story.snapshot.products.get(lamp)!.work.keys()]).toEqual([id]);
		story.isRefused(Aurora, { command: 'retract-work', work: id }, 'not-own-record');
		story.does(Basin, { command: 'retract-work', work: id });
		expect(story.isRefused(Basin, { command: 'retract-work', work: id }, 'unknown-record').id).toBe(id);
	});
});

describe('devices and their logs', () => {
	const register = (product: string, serial: string): CommandOf<'register-device'> => ({
		...{ command: 'register-device', product, serial, name: 'Desk' }
	});
	const line = { time: 1, type: 'info', message: 'on' } as const;

	test('belong to the product’s owner', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.isRefused(Basin, register(lamp, 'S1'), 'not-own-product');
		const id = `${story.does(Aurora, register(lamp, 'S1')).id}:0`;
		story.isRefused(Basin, { command: 'add-logs', device: id, lines: [line] }, 'not-own-record');
		story.isRefused(Basin, { command: 'remove-device', device: id }, 'not-own-record');
		const logs = `${story.does(Aurora, { command: 'add-logs', device: id, lines: [line] }).id}:0`;
		story.isRefused(Basin, { command: 'remove-logs', logs }, 'not-own-record');
		story.does(Aurora, { command: 'remove-logs', logs });
		story.isRefused(Aurora, { command: 'remove-logs', logs }, 'unknown-record');
	});

	test('are refused without a serial, with one that is taken on the product, or on a product that is not there', () => {
		const { story, lamp, Aurora } = begin();
		story.isRefused(Aurora, register(lamp, ' '), 'serial-empty');
		const id = `${story.does(Aurora, register(lamp, 'S1')).id}:0`;
		expect(story.isRefused(Aurora, register(lamp, 's1 '), 'serial-taken').serial).toBe('s1 ');
		story.isRefused(Aurora, register('nothing:0', 'S1'), 'unknown-product');
		story.does(Aurora, { command: 'remove-device', device: id });
		story.does(Aurora, register(lamp, 'S1'));
		const back = { command: 'withdraw-deletion', of: 'device', id } as const;
		story.isRefused(Aurora, back, 'serial-taken');
	});

	test('are refused empty, and for a device that is not there any more', () => {
		const { story, lamp, Aurora } = begin();
		const device = `${story.does(Aurora, register(lamp, 'S1')).id}:0`;
		story.isRefused(Aurora, { command: 'add-logs', device, lines: [] }, 'logs-empty');
		story.does(Aurora, { command: 'remove-device', device });
		story.isRefused(Aurora, { command: 'add-logs', device, lines: [line] }, 'unknown-record');
	});
});
