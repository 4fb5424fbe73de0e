import { expect, test, untilAlike, type Someone } from './peers-fixtures';

// One worker for all of them: three browsers start in it.
test.describe.configure({ mode: 'default', timeout: 120_000 });

const share = ({ page }: Someone, code: string, name: string, organization: string | null = null) =>
	page.evaluate(
		([where, who, as]) => window.desk.share(where!, who!, as ?? null),
		[code, name, organization]
	);
const found = ({ page }: Someone, name: string) => page.evaluate((who) => window.desk.found(who), name);
const rename = ({ page }: Someone, organization: string, name: string) =>
	page.evaluate(([id, value]) => window.desk.rename(id!, value!), [organization, name]);
const names = ({ page }: Someone) => page.evaluate(() => window.desk.names());
const together = (all: Someone[]) =>
	Promise.all(
		all.map((each) =>
			each.until(({ peers }) => peers.length === all.length - 1 && peers.every(({ synced }) => synced))
		)
	);

test('two browsers see each other and each other’s edits, live, both ways', async ({ someone, code }) => {
	const [ann, bob] = [await someone(), await someone()];
	const lamps = await found(ann, 'Lamps');
	const factory = await found(bob, 'Factory');
	await share(ann, code, 'Ann', lamps);
	await share(bob, code, 'Bob', factory);
	await together([ann, bob]);
	await untilAlike([ann, bob]);
	await ann.until(
		({ peers }) => peers[0]!.verified && peers[0]!.name === 'Bob' && peers[0]!.organization !== null
	);
	await bob.until(({ peers }) => peers[0]!.verified && peers[0]!.place === 'products');

	await rename(ann, lamps, 'Lamps & Co');
	await expect.poll(() => names(bob)).toEqual(['Lamps & Co']);
	await rename(bob, factory, 'Factory 2');
	await expect.poll(() => names(ann)).toEqual(['Lamps & Co', 'Factory 2']);

	await bob.page.evaluate((id) => window.desk.show({ organization: id, place: 'history' }), lamps);
	await ann.until(({ peers }) => peers[0]!.place === 'history' && !peers[0]!.verified);
});

test('leaving closes everything, and the other sees it at once', async ({ someone, code }) => {
	const [ann, bob] = [await someone(), await someone()];
	await share(ann, code, 'Ann');
	await share(bob, code, 'Bob');
	await together([ann, bob]);
	expect(await bob.page.evaluate(() => window.desk.stillOpen())).toEqual({ sockets: 1, connections: 1 });
	await bob.page.evaluate(() => window.desk.leave());
	expect(await bob.page.evaluate(() => window.desk.stillOpen())).toEqual({ sockets: 0, connections: 0 });
	await ann.until(({ peers, connection }) => peers.length === 0 && connection === 'waiting', 3_000);
	await bob.page.waitForTimeout(3_000);
	expect(await bob.page.evaluate(() => window.desk.stillOpen())).toEqual({ sockets: 0, connections: 0 });
});

test('a browser that is closed is gone at once', async ({ someone, code }) => {
	const [ann, bob] = [await someone(), await someone()];
	await share(ann, code, 'Ann');
	await share(bob, code, 'Bob');
	await together([ann, bob]);
	await bob.page.goto('about:blank');
	await ann.until(({ peers }) => peers.length === 0, 5_000);
});

test('what both did while the line was cut is on both sides when it is back', async ({
	someone,
	code,
	signalling,
	faults
}) => {
	faults.allow(/WebSocket connection to .* failed/);
	const [ann, bob] = [await someone(), await someone()];
	const [lamps, factory] = [await found(ann, 'Lamps'), await found(bob, 'Factory')];
	await share(ann, code, 'Ann', lamps);
	await share(bob, code, 'Bob', factory);
	await together([ann, bob]);
	await signalling.stop();
	await ann.page.evaluate(() => window.desk.cut());
	await bob.page.evaluate(() => window.desk.cut());
	await Promise.all([ann, bob].map((each) => each.until(({ connection }) => connection === 'unreachable')));
	for (let index = 0; index < 5; index += 1) {
		await rename(ann, lamps, `Lamps ${index}`);
		await rename(bob, factory, `Factory ${index}`);
	}
	expect([(await names(ann)).length, (await names(bob)).length]).toEqual([5, 5]);
	await signalling.start();
	await together([ann, bob]);
	await untilAlike([ann, bob]);
	expect(await names(bob)).toHaveLength(10);
});

test('the signalling server may fall: who is connected goes on, and a third comes in when it is back', async ({
	someone,
	code,
	signalling,
	faults
}) => {
	faults.allow(/WebSocket connection to .* failed/);
	const [ann, bob, cid] = [await someone(), await someone(), await someone()];
	const lamps = await found(ann, 'Lamps');
	await share(ann, code, 'Ann', lamps);
	await share(bob, code, 'Bob');
	await together([ann, bob]);
	await signalling.stop();
	await ann.until(({ signalling: servers }) => !servers[0]!.open);
	await rename(ann, lamps, 'Lamps without a server');
	await expect.poll(() => names(bob)).toEqual(['Lamps without a server']);
	await share(cid, code, 'Cid');
	await cid.until(({ connection }) => connection === 'unreachable');
	await signalling.start();
	await together([ann, bob, cid]);
	await untilAlike([ann, bob, cid]);
});

test('a third who joins late has everything, also what came from somebody who has left', async ({
	someone,
	code
}) => {
	const [ann, bob, cid] = [await someone(), await someone(), await someone()];
	const [lamps, factory] = [await found(ann, 'Lamps'), await found(bob, 'Factory')];
	await share(ann, code, 'Ann', lamps);
	await share(bob, code, 'Bob', factory);
	await together([ann, bob]);
	await rename(bob, factory, 'Factory before it left');
	await untilAlike([ann, bob]);
	await bob.page.evaluate(() => window.desk.leave());
	await share(cid, code, 'Cid');
	await together([ann, cid]);
	await untilAlike([ann, cid]);
	expect(await names(cid)).toEqual(['Factory before it left']);
});

test('a seat that was asked for and given lets the other browser act', async ({ someone, code }) => {
	const [ann, bob] = [await someone(), await someone()];
	const lamps = await found(ann, 'Lamps');
	await share(ann, code, 'Ann', lamps);
	await share(bob, code, 'Bob');
	await together([ann, bob]);
	await bob.page.evaluate((id) => window.desk.requestAccess(id, 'Bob at home'), lamps);
	await ann.until(({ requests }) => requests.length === 1);
	const [request] = (await ann.page.evaluate(() => window.desk.state())).requests;
	expect(request).toMatchObject({ organization: lamps, name: 'Bob at home' });
	await ann.page.evaluate(([id, key]) => window.desk.addKey(id!, key!), [lamps, request!.key]);
	await ann.until(({ requests }) => requests.length === 0);
	await bob.until(({ asked }) => asked.length === 0);
	await rename(bob, lamps, 'Lamps, by Bob');
	await expect.poll(() => names(ann)).toEqual(['Lamps, by Bob']);
});

test('a signalling server is tried from the browser', async ({ someone, signalling, faults }) => {
	faults.allow(/WebSocket connection to .* failed/);
	const ann = await someone();
	const tried = (url: string) => ann.page.evaluate((address) => window.desk.testSignalling(address), url);
	expect(await tried(signalling.url)).toEqual({ ok: true, reachability: 'this-computer', detail: '' });
	expect(await tried('ws://localhost:1')).toMatchObject({ ok: false, reachability: 'nobody' });
	expect(await ann.page.evaluate(() => window.desk.testIce([]))).toEqual({ relayed: false, public: false });
});
