import { expect, test } from 'vitest';
import type { Operation } from '$lib/domain/facts';
import { findWork, workOn } from '$lib/views/product-page/work';
import { Acting } from './acting';

function begin() {
	const story = new Acting();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	const lamp = story.product(all.Aurora, 'lamp');
	const records = (actor: string, subject: string, operation: Operation = 'product-development') =>
		`${story.does(actor, { command: 'record-work', product: lamp, operation, subject, value: '1.2', note: '' }).id}:0`;
	const sees = (viewer: string) => workOn(story.snapshot, viewer, lamp).map(({ subject }) => subject);
	return { story, ...all, lamp, records, sees };
}

test('the owner sees all work, those who develop the product each other’s, everybody else their own', () => {
	const { story, Aurora, Basin, Cedar, Delta, lamp, records, sees } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development']);
	story.authorizes(Aurora, Cedar, lamp, ['product-development']);
	story.authorizes(Aurora, Delta, lamp, ['panel-development']);
	records(Basin, 'dimmer');
	records(Cedar, 'memory');
	records(Delta, 'panel', 'panel-development');
	expect(sees(Aurora)).toEqual(['panel', 'memory', 'dimmer']);
	expect(sees(Basin)).toEqual(['memory', 'dimmer']);
	expect(sees(Delta)).toEqual(['panel']);
});

test('after a revocation the entry stays, not covered, with its owner and its author; after a deletion too', () => {
	const { story, Aurora, Basin, Cedar, lamp, records, sees } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development']);
	story.authorizes(Aurora, Cedar, lamp, ['product-development']);
	records(Basin, 'dimmer');
	story.revokes(Aurora, Basin, lamp, ['product-development']);
	expect(workOn(story.snapshot, Aurora, lamp)).toMatchObject([{ by: { id: Basin }, covered: false }]);
	expect(workOn(story.snapshot, Basin, lamp)).toMatchObject([{ isMine: true, covered: false }]);
	expect(sees(Cedar)).toEqual([]);
	story.revokes(Aurora, Cedar, lamp, ['product-development']);
	story.does(Aurora, { command: 'delete-product', product: lamp });
	expect(sees(Aurora)).toEqual(['dimmer']);
});

test('what its author took back is gone for everybody but the owner, who sees that it was', () => {
	const { story, Aurora, Basin, lamp, records, sees } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development']);
	const work = records(Basin, 'dimmer');
	story.does(Basin, { command: 'retract-work', work });
	expect(sees(Basin)).toEqual([]);
	expect(workOn(story.snapshot, Aurora, lamp)).toMatchObject([{ id: work, retracted: true, isMine: false }]);
});

test('work is found by operation, by what it says and by who did it', () => {
	const { story, Aurora, lamp, records } = begin();
	records(Aurora, 'Dimmer');
	records(Aurora, 'Standby time', 'product-configuration');
	const all = workOn(story.snapshot, Aurora, lamp);
	expect(findWork(all, ' dim ').map(({ subject }) => subject)).toEqual(['Dimmer']);
	expect(findWork(all, 'aurora')).toHaveLength(2);
	expect(findWork(all, '', 'product-configuration')).toHaveLength(1);
	expect(workOn(story.snapshot, Aurora, lamp, 'tscc')).toEqual([]);
});
